import type { DivisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';
import type { ParameterEntry } from './events';

/** A parameter as a decision or figure used it, with what an auditor needs to find its source. */
export interface ParameterUsed {
  readonly key: string;
  readonly value: Json;
  readonly scope: DivisionCode;
  /** Document and clause. */
  readonly source: string;
  readonly [key: string]: Json;
}

export const used = (entry: ParameterEntry): ParameterUsed => ({
  key: entry.key,
  value: entry.value,
  scope: entry.scope,
  source: entry.clause === null ? entry.sourceDocument : `${entry.sourceDocument} ${entry.clause}`,
});
