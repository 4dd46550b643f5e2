import {
  ApproveErasure,
  CarryOutErasure,
  RefuseErasure,
  RequestErasure,
  WithdrawErasure,
} from '@registry/erasure/commands';
import { ERASURE_BASES, ERASURE_REFUSALS } from '@registry/erasure/events';
import { erasure, type Erasure } from '@registry/erasure/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { aHousehold, anEntity } from './values';

const requestOf = (subjectId: string, subjectKind: string, roll: Roll): Request => {
  const basis = roll.pick(ERASURE_BASES);
  const clause = (basis === 'OTHER_LAW') !== roll.happens(0.1) ? { lawClause: '某法第三条' } : {};
  return ask(RequestErasure, { subjectKind, subjectId, basis, ...clause }, { subject: subjectId });
};

const found = (model: Model, roll: Roll): Request =>
  roll.happens(0.7)
    ? requestOf(aHousehold(model, roll), 'HOUSEHOLD', roll)
    : requestOf(anEntity(model, roll), 'ENTITY', roll);

type Move = Make<Erasure>;

const again: Move = ({ id, model, roll }) => {
  const kind = model.exists('household', id) ? 'HOUSEHOLD' : 'ENTITY';
  return requestOf(id, kind, roll);
};

const approve: Move = ({ id }) => ask(ApproveErasure, {}, { id });
const refuse: Move = ({ id, roll }) =>
  ask(
    RefuseErasure,
    { ground: roll.pick(ERASURE_REFUSALS), ...roll.maybe(0.6, { lawClause: '某法第五条' }) },
    { id },
  );
const withdraw: Move = ({ id, state: { subjectId } }) => ask(WithdrawErasure, {}, { id, subject: subjectId });
const carryOut: Move = ({ id }) => ask(CarryOutErasure, {}, { id });

export const erasureMoves = movesOf({
  aggregate: erasure,
  weight: 3,
  enough: 4,
  found,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    REQUESTED: [approve, approve, approve, refuse, withdraw],
    APPROVED: [carryOut, refuse, withdraw],
    REFUSED: [again],
    WITHDRAWN: [again],
    CARRIED_OUT: [],
    CERTIFIED: [again],
  },
});
