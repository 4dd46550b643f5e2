import type { DivisionCode } from '@kernel/division-code';
import type { Recorded } from '@projection/fold';
import type { DivisionEvent } from '@registry/division/events';
import { since, type Course } from './course';

/** A village with what took its place; `id` is its code. */
export type Village = {
  readonly id: string;
  readonly successor: Course<DivisionCode>;
  /** Codes whose place it took. */
  readonly absorbed: readonly string[];
  readonly members: number;
};

export const unknownVillage = (id: string): Village => ({ id, successor: [], absorbed: [], members: 0 });

/** The code whose statistics go on, where exactly one does: of a split nobody knows which household went where. */
export const successorIn = (event: Recorded<DivisionEvent>): DivisionCode | null => {
  switch (event.type) {
    case 'DivisionMerged':
      return event.data.into;
    case 'DivisionRecoded':
      return event.data.newCode;
    case 'DivisionRegistered':
    case 'DivisionRenamed':
    case 'DivisionSplit':
      return null;
  }
};

export const succeeded = (village: Village, by: DivisionCode, event: Recorded<DivisionEvent>): Village => ({
  ...village,
  successor: since(village.successor, event.data.on, by),
});

/** The village and all whose place it took, directly or not. */
export const lineOf = (code: string, villageOf: (code: string) => Village): readonly Village[] => {
  const line = new Map<string, Village>();
  const waiting = [code];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (line.has(next)) continue;
    const village = villageOf(next);
    line.set(next, village);
    waiting.push(...village.absorbed);
  }
  return [...line.values()];
};
