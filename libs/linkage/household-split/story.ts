import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { householdId } from '@registry/household/state';
import { householdBindingId } from '@linkage/household-binding/state';
import {
  AssignedBindingPart,
  AssignedDividendPart,
  CountsPart,
  DecidedFactPart,
  LeavingPart,
  SplitHousehold,
} from './commands';
import type { HouseholdSplitEvent } from './events';
import type { SplitFacts } from './facts';
import { householdSplitId } from './state';

export const VILLAGE = divisionCode('530424102201');

export const WANG_NO = '5304241020001';
export const NEW_NO = '5304241020099';
export const WANG = householdId(WANG_NO);
export const NEW = householdId(NEW_NO);
export const SPLIT = householdSplitId(NEW_NO);

/** Members of the household; the son leaves with his wife. */
export const SON = derivedId('person', 'son');
export const WIFE = derivedId('person', 'wife');

export const FRUIT_COOP = derivedId('entity', 'fruit');
export const GREEN_COOP = derivedId('entity', 'green');
export const AGREEMENT = derivedId('agreement', 'fruit');
export const WANG_FRUIT = householdBindingId(WANG, FRUIT_COOP, 'FRUIT');
export const WANG_GREEN = householdBindingId(WANG, GREEN_COOP, 'VEGETABLE');
export const FRUIT_DIVIDEND = derivedId('distribution', 'fruit');
export const GREEN_DIVIDEND = derivedId('distribution', 'green');
export const NEW_FRUIT = householdBindingId(NEW, FRUIT_COOP, 'FRUIT');

export const on = calendarDate('2025-03-01');

export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: VILLAGE });

export const assigned = (
  bindingId: string,
  household: AssignedBindingPart['household'],
): AssignedBindingPart => Object.assign(new AssignedBindingPart(), { bindingId, household });

export const due = (
  distributionId: string,
  household: AssignedDividendPart['household'],
): AssignedDividendPart => Object.assign(new AssignedDividendPart(), { distributionId, household });

export const decided = (fact: DecidedFactPart['fact'], follows: boolean): DecidedFactPart =>
  Object.assign(new DecidedFactPart(), { fact, follows });

/** What the county sends: the son takes the fruit with him, the vegetables stay. */
export const splitting = (changed: Partial<SplitHousehold> = {}): SplitHousehold =>
  Object.assign(new SplitHousehold(), {
    ...{ householdId: WANG, newHouseholdNo: NEW_NO, headId: SON },
    members: [Object.assign(new LeavingPart(), { personId: WIFE, relationToHead: 'SPOUSE' })],
    staying: Object.assign(new CountsPart(), { populationCount: 2, labourCount: 0 }),
    leaving: Object.assign(new CountsPart(), { populationCount: 2, labourCount: 2 }),
    facts: [decided('ALLEVIATED', true), decided('ELIGIBILITY', true)],
    bindings: [assigned(WANG_FRUIT, 'NEW'), assigned(WANG_GREEN, 'REMAINING')],
    dividends: [due(FRUIT_DIVIDEND, 'NEW'), due(GREEN_DIVIDEND, 'REMAINING')],
    ...changed,
  });

const bound = (id: string, entityId: string, newBindingId: string) => ({
  ...{ id, entityId, industry: 'FRUIT', agreementId: null, since: calendarDate('2025-01-10'), newBindingId },
});

/** Nothing stands against it: two bindings in force, one of them on an agreement. */
export const known: SplitFacts = {
  ...{ villageCode: VILLAGE, newHouseholdId: NEW, isRegistered: false, faults: [], waiting: [] },
  dividends: [FRUIT_DIVIDEND, GREEN_DIVIDEND].map((id) => ({ id, isBeingPaid: false })),
  isForgotten: false,
  since: calendarDate('2025-02-01'),
  bindings: [
    { ...bound(WANG_FRUIT, FRUIT_COOP, NEW_FRUIT), industry: 'FRUIT', agreementId: AGREEMENT },
    { ...bound(WANG_GREEN, GREEN_COOP, 'none'), industry: 'VEGETABLE' },
  ],
};

export const splitDecided = {
  type: 'HouseholdSplitDecided',
  data: {
    ...{ householdId: WANG, newHouseholdId: NEW, newHouseholdNo: NEW_NO, villageCode: VILLAGE, headId: SON },
    members: [{ personId: WIFE, relationToHead: 'SPOUSE' }],
    staying: { populationCount: 2, labourCount: 0 },
    leaving: { populationCount: 2, labourCount: 2 },
    facts: ['ALLEVIATED', 'ELIGIBILITY'],
    bindings: [{ bindingId: WANG_FRUIT, newBindingId: NEW_FRUIT, entityId: FRUIT_COOP, industry: 'FRUIT' }],
    remainingBindingIds: [WANG_GREEN],
    agreements: [{ agreementId: AGREEMENT, bindingId: NEW_FRUIT, remains: false }],
    distributionIds: [FRUIT_DIVIDEND],
    ...{ decidedBy: 'COUNTY_INFORMANT', on },
  },
} as const satisfies HouseholdSplitEvent;
