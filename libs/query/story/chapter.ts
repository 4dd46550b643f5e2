import { differences, type Change } from '@command/replay';
import { metadataText } from '@event-store/event-store';
import type { Causation } from './causation';
import { groundsOf, type Ground } from './grounds';
import { sentenceOf, whoOf, type Who } from './sentence';
import type { Step } from './step';
import { warnedText, warningsTold, type ToldWarning } from './warned';
import type { PathPart, Wording } from './wording';

/** One value that an event changed, with its names. */
export interface ToldChange extends Change {
  readonly title: string;
  readonly text: string;
}

const within = (state: unknown, part: string): unknown =>
  typeof state === 'object' && state !== null
    ? (state as Readonly<Record<string, unknown>>)[part]
    : undefined;

/** A pointer taken apart, with places of lists told from keys by the states it points into. */
const partsOf = (pointer: string, states: readonly unknown[]): readonly PathPart[] => {
  let held = states;
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const part = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const isPlace = held.some((one) => Array.isArray(one));
      held = held.map((one) => within(one, part));
      return isPlace ? Number(part) : part;
    });
};

/** What changed between two states, in both languages: path and values, and a Chinese line. */
export const changesTold = (before: unknown, after: unknown, wording: Wording): readonly ToldChange[] =>
  differences(before, after).map((change) => {
    const parts = partsOf(change.path, [before, after]);
    const title = wording.path(parts);
    const field = parts.findLast((part) => typeof part === 'string') ?? '';
    const [from, to] = [wording.value(field, change.from), wording.value(field, change.to)];
    return { ...change, title, text: `${title}：${from} → ${to}` };
  });

/** One event as it reads: who, when true, when recorded, what changed from what to what, on which paper, why. */
export interface Chapter {
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly title: string;
  readonly sentence: string;
  readonly who: Who;
  readonly effectiveDate: unknown;
  readonly recordedAt: string;
  readonly reason: unknown;
  readonly warnings: readonly ToldWarning[];
  readonly causation: Causation | null;
  readonly command: unknown;
  readonly commandId: unknown;
  readonly data: object;
  readonly changes: readonly ToldChange[];
  readonly grounds: readonly Ground[];
  readonly hash: unknown;
  readonly previousHash: unknown;
  readonly correlationId: unknown;
  readonly causationId: unknown;
}

export const chapterOf = (step: Step, causation: Causation | null, wording: Wording): Chapter => {
  const { event, before, after } = step;
  const { metadata, revision, position, type, data } = event;
  const warnings = warningsTold(step, wording);
  return {
    ...{ revision, position, type, title: wording.event(type) },
    sentence: sentenceOf(event, wording) + warnedText(warnings),
    who: whoOf(event),
    effectiveDate: metadata['effectiveDate'],
    recordedAt: metadataText(event, 'recordedAt'),
    reason: metadata['reason'],
    warnings,
    causation,
    command: metadata['command'],
    commandId: metadata['commandId'],
    data,
    changes: changesTold(before, after, wording),
    grounds: groundsOf(event, wording),
    hash: metadata['hash'],
    previousHash: metadata['previousHash'],
    correlationId: metadata['correlationId'],
    causationId: metadata['causationId'],
  };
};
