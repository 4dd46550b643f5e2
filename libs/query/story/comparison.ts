import type { Replayed } from '@command/replay';
import { changesTold, type Chapter, type ToldChange } from './chapter';
import type { Step } from './step';
import type { Wording } from './wording';

/** Who changed a value, when, and why. */
export type Doing = Pick<
  Chapter,
  'revision' | 'type' | 'title' | 'who' | 'effectiveDate' | 'recordedAt' | 'reason'
>;

export interface CausedChange extends ToldChange {
  /** In the order of the log. */
  readonly by: readonly Doing[];
}

/** Steps of one history whose events do not count in the other. */
export const onlyIn = (steps: readonly Step[], other: Replayed): readonly Step[] => {
  const counted = new Set(other.events.map(({ id }) => id));
  return steps.filter(({ event }) => !counted.has(event.id));
};

const touches = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

const doing = (chapter: Chapter): Doing => {
  const { revision, type, title, who, effectiveDate, recordedAt, reason } = chapter;
  return { revision, type, title, who, effectiveDate, recordedAt, reason };
};

/** What differs between two states, and the events that count in one of them only and changed it. */
export const causedChanges = (
  states: readonly [before: unknown, after: unknown],
  chapters: readonly Chapter[],
  wording: Wording,
): readonly CausedChange[] =>
  changesTold(...states, wording).map((change) => ({
    ...change,
    by: chapters
      .filter(({ changes }) => changes.some(({ path }) => touches(path, change.path)))
      .sort((a, b) => a.revision - b.revision)
      .map(doing),
  }));
