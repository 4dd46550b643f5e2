import { quarterEnd, type CalendarDate } from '@kernel/calendar-date';
import { PublishSnapshot } from '@oversight/snapshot/commands';
import { SNAPSHOT_KINDS } from '@oversight/snapshot/events';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { COUNTY, TOWNS, yearOf } from './values';

const next = (model: Model, roll: Roll): Request => {
  const asOf: CalendarDate = roll.happens(0.5)
    ? quarterEnd(yearOf(model.today) - 1, roll.pick([1, 2, 3, 4]))
    : model.day(roll, -100, 0);
  return ask(PublishSnapshot, {
    ...{ kind: roll.pick(SNAPSHOT_KINDS), division: roll.pick([COUNTY, ...TOWNS]), asOf },
    ...{ knownAt: model.day(roll, -20, 0), bulletinNo: `通报${String(roll.whole(1, 20))}` },
  });
};

export const snapshotMoves: Moves = { weight: 3, next };
