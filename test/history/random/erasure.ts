import {
  ApproveErasure,
  CarryOutErasure,
  RefuseErasure,
  RequestErasure,
  WithdrawErasure,
} from '@registry/erasure/commands';
import { ERASURE_BASES, ERASURE_REFUSALS, type ErasureSubject } from '@registry/erasure/events';
import { erasure, type Erasure } from '@registry/erasure/state';
import { household } from '@registry/household/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { aHousehold, anEntity, oneOf } from './values';

interface Whose {
  readonly subjectKind: ErasureSubject;
  readonly subjectId: string;
  /** Of a person. */
  readonly householdId?: string;
}

const requestOf = (whose: Whose, roll: Roll): Request => {
  const basis = roll.pick(ERASURE_BASES);
  const clause = (basis === 'OTHER_LAW') !== roll.happens(0.1) ? { lawClause: '某法第三条' } : {};
  const subject = whose.householdId ?? whose.subjectId;
  return ask(RequestErasure, { ...whose, basis, ...clause }, { subject });
};

const somebody = (model: Model, roll: Roll): Whose => {
  const householdId = aHousehold(model, roll);
  if (roll.happens(0.4)) return { subjectKind: 'HOUSEHOLD', subjectId: householdId };
  if (roll.happens(0.5)) return { subjectKind: 'ENTITY', subjectId: anEntity(model, roll) };
  const { persons } = model.state(household, householdId);
  return { subjectKind: 'PERSON', subjectId: oneOf(persons, roll), householdId };
};

const found = (model: Model, roll: Roll): Request => requestOf(somebody(model, roll), roll);

type Move = Make<Erasure>;

const again: Move = ({ id, state: { subjectKind, householdId }, roll }) =>
  requestOf({ subjectKind, subjectId: id, ...(householdId === null ? {} : { householdId }) }, roll);

const approve: Move = ({ id }) => ask(ApproveErasure, {}, { id });
const refuse: Move = ({ id, roll }) =>
  ask(
    RefuseErasure,
    { ground: roll.pick(ERASURE_REFUSALS), ...roll.maybe(0.6, { lawClause: '某法第五条' }) },
    { id },
  );
const withdraw: Move = ({ id, state: { subjectId, householdId } }) =>
  ask(WithdrawErasure, {}, { id, subject: householdId ?? subjectId });
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
