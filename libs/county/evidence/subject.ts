import { dateInShanghai } from '@kernel/calendar-date';
import { isDivisionCode, type DivisionCode } from '@kernel/division-code';
import type { AggregateKind, AggregateSubject, Recipient, Subject } from '@kernel/evidence';
import { liesIn, type SuccessorMap } from '@kernel/succession';
import { categoryOf, streamName, type RecordedEvent } from '@event-store/event-store';
import type { Because } from '@event-store/evidence/package-form';

/** Category of the streams of what a package can be about. */
const CATEGORIES: Readonly<Record<AggregateKind, string>> = {
  agreement: 'agreement',
  entity: 'entity',
  household: 'household',
  dividend: 'distribution',
};

export interface Wanted {
  readonly subject: Subject;
  readonly recipient: Recipient;
  /** Only what happened inside is packed; everything where absent. */
  readonly scope?: DivisionCode;
}

export const streamOf = ({ kind, id }: AggregateSubject): string => streamName(CATEGORIES[kind], id);

/** Why an event belongs to the package; null where it does not. Parameters always do: figures rest on them. */
export const because = (
  { subject, scope }: Wanted,
  successors: SuccessorMap,
): ((event: RecordedEvent) => Because | null) => {
  const own = ownOf(subject, successors);
  const isVisible = (event: RecordedEvent): boolean => scope === undefined || isIn(scope, event, successors);
  return (event) =>
    (isVisible(event) ? own(event) : null) ?? (categoryOf(event.stream) === 'parameter' ? 'RULE' : null);
};

const ownOf = (subject: Subject, successors: SuccessorMap): ((event: RecordedEvent) => Because | null) => {
  if (subject.kind === 'division')
    return (event) => (isIn(subject.code, event, successors) ? 'SUBJECT' : null);
  if (subject.kind === 'period') return (event) => (isDuring(subject, event) ? 'SUBJECT' : null);
  const stream = streamOf(subject);
  return (event) => {
    if (event.stream === stream) return 'SUBJECT';
    return JSON.stringify(event.data).includes(subject.id) ? 'NAMES_IT' : null;
  };
};

/** By its place, or by what has taken the place of that; what names no place is in none. */
export const isIn = (
  code: DivisionCode,
  { metadata: { division } }: RecordedEvent,
  successors: SuccessorMap,
): boolean => isDivisionCode(division) && liesIn(division, code, successors);

/** Recorded in it, or true in it. */
const isDuring = (
  { from, to }: { readonly from: string; readonly to: string },
  { metadata }: RecordedEvent,
): boolean => {
  const { effectiveDate, recordedAt } = metadata;
  const days = [
    effectiveDate,
    typeof recordedAt === 'string' ? dateInShanghai(Date.parse(recordedAt)) : null,
  ];
  return days.some((day) => typeof day === 'string' && from <= day && day <= to);
};
