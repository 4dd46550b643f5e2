import { checkDigit } from '@registry/household/document-no';
import { INELIGIBILITY_REASONS, LOW_INCOME_KINDS, MONITORING_CATEGORIES } from '@registry/household/events';
import {
  AssessEligibility,
  ChangeHead,
  ClearLowIncome,
  CorrectHead,
  CorrectHouseholdData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
  VoidVanishing,
} from '@registry/household/commands';
import { RELATIONS } from '@registry/household/member';
import { SplitHousehold } from '@linkage/household-split/commands';
import { unpaidOf } from '@linkage/distribution/ledger';
import { distribution } from '@linkage/distribution/state';
import { householdBinding } from '@linkage/household-binding/state';
import { heldFacts } from '@registry/household/separation';
import { household, type Household } from '@registry/household/state';
import { memberMoves, relations } from './members';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { FEW_INDUSTRIES, SECRET, VILLAGES } from './values';

export const documentNo = (roll: Roll): string => {
  const first = `99999919700101${String(roll.whole(0, 40)).padStart(3, '0')}`;
  return first + (roll.happens(0.95) ? checkDigit(first) : '0');
};

const head = (roll: Roll) => ({
  headName: `${SECRET}${String(roll.whole(1, 99))}`,
  documentNo: documentNo(roll),
  ...roll.maybe(0.3, { phone: `${SECRET}13800000000` }),
});

export const registerHousehold = (_model: Model, roll: Roll): Request =>
  ask(RegisterHousehold, {
    ...{ householdNo: `530424${String(100_000 + roll.whole(0, 30))}`, villageCode: roll.pick(VILLAGES) },
    ...{ populationCount: roll.whole(1, 7), labourCount: roll.whole(0, 2), source: 'VILLAGE' },
    ...head(roll),
    synthetic: true,
  });

type Move = Make<Household>;

const alleviate: Move = ({ id, roll }) =>
  ask(SetAlleviatedRecord, { alleviatedYear: roll.whole(2014, 2020), enjoysPolicy: true }, { id });

const unalleviate: Move = ({ id, roll, state }) => {
  const [on] = [...state.alleviatedOn].sort();
  return ask(VoidAlleviatedRecord, {}, { id, ...(on !== undefined && roll.happens(0.8) ? { on } : {}) });
};

const identify: Move = ({ id, roll }) =>
  ask(IdentifyMonitoring, { category: roll.pick(MONITORING_CATEGORIES), riskFactors: ['ILLNESS'] }, { id });

const eliminate: Move = ({ id }) => ask(EliminateRisk, {}, { id });

const reopen: Move = ({ id }) => ask(ReopenMonitoring, { riskFactors: ['NATURAL_DISASTER'] }, { id });

const unmonitor: Move = ({ id, roll, state }) => {
  const on = state.monitoringSince;
  return ask(VoidMonitoring, {}, { id, ...(on !== null && roll.happens(0.8) ? { on } : {}) });
};

const revive: Move = ({ id, roll, state }) => {
  const on = state.vanishedOn;
  return ask(VoidVanishing, {}, { id, ...(on !== null && roll.happens(0.8) ? { on } : {}) });
};

const setLowIncome: Move = ({ id, roll }) => ask(SetLowIncome, { kind: roll.pick(LOW_INCOME_KINDS) }, { id });

const clearLowIncome: Move = ({ id }) => ask(ClearLowIncome, {}, { id });

const assess: Move = ({ id, roll }) => {
  const [hasDevelopmentConditions, isWilling] = [roll.happens(0.8), roll.happens(0.8)];
  const isEligible = hasDevelopmentConditions && isWilling;
  const why = isEligible ? {} : { reasonIfNot: roll.pick(INELIGIBILITY_REASONS), evidence: '签字说明' };
  return ask(AssessEligibility, { hasDevelopmentConditions, isWilling, ...why }, { id });
};

const will: Move = ({ id, roll }) =>
  ask(RecordIndustryWill, { industries: roll.some(FEW_INDUSTRIES, 2) }, { id });

const correct: Move = ({ id, roll, state }) =>
  ask(
    CorrectHouseholdData,
    {
      ...{ populationCount: roll.whole(1, 9), labourCount: roll.whole(0, 3) },
      ...roll.maybe(0.5, { group: roll.happens(0.3) ? null : `${state.villageCode ?? ''}-01` }),
    },
    { id },
  );

const changeHead: Move = ({ id, roll, state }) =>
  ask(ChangeHead, { ...head(roll), ...relations(state, roll) }, { id });

const correctHead: Move = ({ id, roll }) =>
  ask(
    CorrectHead,
    {
      ...roll.maybe(0.3, { documentNo: documentNo(roll) }),
      ...roll.maybe(0.7, { phone: roll.pick([`${SECRET}13800000001`, null]) }),
    },
    { id },
  );

const move: Move = ({ id, roll }) => ask(MoveHousehold, { to: roll.pick(VILLAGES) }, { id });

const ofMembers = memberMoves(documentNo);
const [add] = ofMembers;

/** A member leaves for a household of their own, now and then with others, and mostly all is said that has to be; who has none gets one. */
const split: Move = (at) => {
  const { id, roll, state, model } = at;
  const [first, ...others] = state.members;
  if (first === undefined) return add?.(at) ?? null;
  const members = others.flatMap(({ personId }) =>
    roll.happens(0.4) ? [{ personId, relationToHead: roll.pick(RELATIONS) }] : [],
  );
  const leaving = members.length + 1;
  const counts = (populationCount: number) => ({
    populationCount: Math.max(1, populationCount),
    labourCount: 0,
  });
  const inForce = model.ids(
    householdBinding,
    ({ householdId, phase }) => householdId === id && (phase === 'ACTIVE' || phase === 'SUSPENDED'),
  );
  const unpaid = model.ids(
    distribution,
    ({ ledger, phase }) => phase === 'APPROVED' && (ledger[id] === undefined ? 0 : unpaidOf(ledger[id])) > 0,
  );
  const [facts, bound] = [roll.happens(0.9) ? heldFacts(state) : [], roll.happens(0.9) ? inForce : []];
  return ask(SplitHousehold, {
    ...{ householdId: id, newHouseholdNo: `530424${String(200_000 + roll.whole(0, 30))}` },
    ...{ headId: first.personId, members },
    ...{ staying: counts(state.populationCount - leaving), leaving: counts(leaving) },
    facts: facts.map((fact) => ({ fact, follows: roll.happens(0.8) })),
    bindings: bound.map((bindingId) => ({ bindingId, household: roll.pick(['NEW', 'NEW', 'REMAINING']) })),
    dividends: unpaid.map((distributionId) => ({
      distributionId,
      household: roll.pick(['NEW', 'REMAINING']),
    })),
  });
};

const vanish: Move = ({ id, roll }) =>
  ask(MarkHouseholdVanished, { cause: roll.pick(['DECEASED', 'MOVED_AWAY', 'MERGED']) }, { id });

const oftenDone = [alleviate, identify, eliminate, reopen, setLowIncome, clearLowIncome, assess, will];

export const householdMoves = movesOf({
  aggregate: household,
  weight: 9,
  enough: 9,
  found: registerHousehold,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    LIVING: [
      ...[
        ...oftenDone,
        ...oftenDone,
        assess,
        will,
        correct,
        unalleviate,
        unmonitor,
        unmonitor,
        changeHead,
        correctHead,
        move,
        vanish,
        ...Array.from({ length: 12 }, () => split),
      ],
      ...ofMembers,
    ],
    VANISHED: [revive, revive],
  },
});
