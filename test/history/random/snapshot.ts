import { quarterEnd, type CalendarDate } from '@kernel/calendar-date';
import { AmendSnapshot, PublishSnapshot } from '@oversight/snapshot/commands';
import { SNAPSHOT_KINDS } from '@oversight/snapshot/events';
import { snapshot } from '@oversight/snapshot/state';
import type { Model } from './model';
import { ask, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { COUNTY, TOWNS, yearOf } from './values';

const publish = (model: Model, roll: Roll): Request => {
  const asOf: CalendarDate = roll.happens(0.5)
    ? quarterEnd(yearOf(model.today) - 1, roll.pick([1, 2, 3, 4]))
    : model.day(roll, -100, 0);
  return ask(PublishSnapshot, {
    ...{ kind: roll.pick(SNAPSHOT_KINDS), division: roll.pick([COUNTY, ...TOWNS]), asOf },
    ...{ knownAt: model.day(roll, -20, 0), bulletinNo: `通报${String(roll.whole(1, 20))}` },
  });
};

const next = (model: Model, roll: Roll): Request => {
  const ids = model.ids(snapshot);
  if (ids.length === 0 || roll.happens(0.7)) return publish(model, roll);
  return ask(AmendSnapshot, { note: '更正附后', knownAt: model.day(roll, -10, 0) }, { id: roll.pick(ids) });
};

export const snapshotMoves: Moves = { weight: 3, next };
