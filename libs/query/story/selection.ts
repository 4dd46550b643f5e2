import { recordedDate } from '@kernel/calendar-date';
import { metadataText, type RecordedEvent } from '@event-store/event-store';
import { Unanswerable } from '../answering';
import { requirePeriod, type Period } from '../period';
import type { Step } from './step';

/** Which day of an event a period is about: when it is true, or when it was recorded. */
export const DAYS = ['EFFECTIVE', 'RECORDED'] as const;
export type Day = (typeof DAYS)[number];

export interface Sought extends Period {
  /** Who did it, or in whose name a deputy did. */
  readonly actor?: string;
  /** Event type. */
  readonly kind?: string;
  readonly day?: Day;
  readonly fromRevision?: number;
}

const dayOf = (event: RecordedEvent, day: Day): string => {
  const effective = event.metadata['effectiveDate'];
  return day === 'EFFECTIVE' && typeof effective === 'string'
    ? effective
    : recordedDate(metadataText(event, 'recordedAt'));
};

const isSought = ({ event }: Step, sought: Sought): boolean => {
  const { actor, kind, from, to, day = 'EFFECTIVE', fromRevision = 0 } = sought;
  const on = dayOf(event, day);
  return [
    event.revision >= fromRevision,
    actor === undefined || event.metadata['actor'] === actor || event.metadata['delegatedBy'] === actor,
    kind === undefined || event.type === kind,
    from === undefined || on >= from,
    to === undefined || on <= to,
  ].every(Boolean);
};

/** @throws Unanswerable where no event could ever be meant */
export const soughtIn = (
  steps: readonly Step[],
  sought: Sought,
  known: readonly string[],
): readonly Step[] => {
  const { kind } = sought;
  if (kind !== undefined && !known.includes(kind)) throw new Unanswerable('EVENT_KIND_UNKNOWN', kind);
  requirePeriod(sought);
  return steps.filter((step) => isSought(step, sought));
};
