import { quarterEnd, quarterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { AmendSnapshot, PublishSnapshot } from './commands';
import type { SnapshotEvent } from './events';
import type { SnapshotFacts } from './facts';
import { steps } from './lifecycle';
import type { Snapshot } from './state';

const isQuarterEnd = (day: CalendarDate): boolean => day === quarterEnd(yearOf(day), quarterOf(day));

/** What counts is what was known on a day that is over: otherwise the same question could be answered otherwise in the evening. */
const openDayFault = (knownAt: CalendarDate, today: CalendarDate): Fault =>
  knownAt >= today && unmet('SNAPSHOT_DAY_NOT_OVER', { knownAt }, '/knownAt');

/**
 * What nobody had decided by then stays undecided for ever, so a bulletin whose figures cannot be reckoned is not published.
 */
export const publish: Decide<PublishSnapshot, Snapshot, SnapshotEvent, SnapshotFacts> = (
  command,
  snapshot,
  facts,
) => {
  const { kind, division, asOf, knownAt, bulletinNo } = command;
  requireState(steps.PublishSnapshot, snapshot.phase, { bulletinNo });
  const { today, effectiveDate: on, undecided: keys } = facts;
  requireAll(
    futureFault(facts),
    openDayFault(knownAt, today),
    asOf > knownAt && unmet('SNAPSHOT_OF_LATER_DAY', { asOf, knownAt }, '/asOf'),
    kind === 'INCOME_GROWTH' && !isQuarterEnd(asOf) && unmet('SNAPSHOT_NOT_OF_QUARTER', { asOf }, '/asOf'),
    keys.length > 0 && unmet('SNAPSHOT_NOT_COMPUTABLE', { key: keys, asOf, knownAt }, '/knownAt'),
  );
  const data = { snapshotId: facts.id, kind, division, asOf, knownAt, bulletinNo, on };
  return [{ type: 'ReportSnapshotPublished', data }];
};

/** Nothing is amended by less than was known when it was said. */
export const amend: Decide<AmendSnapshot, Snapshot, SnapshotEvent> = ({ note, knownAt }, snapshot, facts) => {
  const { effectiveDate: on, today, actor } = facts;
  const { knownAt: before, since } = snapshot;
  requireAll(
    reasonFault(facts),
    futureFault(facts),
    orderFault(since, on),
    openDayFault(knownAt, today),
    before !== null && knownAt < before && unmet('AMENDMENT_KNOWS_LESS', { knownAt, before }, '/knownAt'),
  );
  return [{ type: 'ReportSnapshotAmended', data: { note, knownAt, amendedBy: actor.user, on } }];
};
