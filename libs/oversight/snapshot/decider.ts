import { quarterEnd, quarterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { PublishSnapshot } from './commands';
import type { SnapshotEvent } from './events';
import type { SnapshotFacts } from './facts';
import type { Snapshot } from './state';

const isQuarterEnd = (day: CalendarDate): boolean => day === quarterEnd(yearOf(day), quarterOf(day));

/**
 * What counts is what was known on a day that is over: otherwise the same question could be answered otherwise in the evening. What
 * nobody had decided by then stays undecided for ever, so a bulletin whose figures cannot be reckoned is not published.
 */
export const publish: Decide<PublishSnapshot, Snapshot, SnapshotEvent, SnapshotFacts> = (
  command,
  snapshot,
  facts,
) => {
  const { kind, division, asOf, knownAt, bulletinNo } = command;
  require(snapshot.division === null, 'SNAPSHOT_EXISTS', { bulletinNo }, '/bulletinNo');
  const { today, effectiveDate: on, undecided: keys } = facts;
  requireAll(
    on > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate'),
    knownAt >= today && unmet('SNAPSHOT_DAY_NOT_OVER', { knownAt }, '/knownAt'),
    asOf > knownAt && unmet('SNAPSHOT_OF_LATER_DAY', { asOf, knownAt }, '/asOf'),
    kind === 'INCOME_GROWTH' && !isQuarterEnd(asOf) && unmet('SNAPSHOT_NOT_OF_QUARTER', { asOf }, '/asOf'),
    keys.length > 0 && unmet('SNAPSHOT_NOT_COMPUTABLE', { key: keys, asOf, knownAt }, '/knownAt'),
  );
  const data = { snapshotId: facts.id, kind, division, asOf, knownAt, bulletinNo, on };
  return [{ type: 'ReportSnapshotPublished', data }];
};
