import type { Decide } from '@kernel/decider';
import { within } from '@kernel/division-code';
import { nothingNew, orderFault } from '@kernel/fault';
import { isIdle, requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type {
  AssessEligibility,
  CorrectHouseholdData,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  VoidVanishing,
} from './commands';
import { documentUnmet, heldUnmet, requireFewMet } from './document-met';
import type { HouseholdEvent } from './events';
import type { HeadFacts, RevivalFacts, VillageFacts } from './finding';
import { labourUnmet, listedUnmet } from './counts';
import { steps } from './lifecycle';
import { requireLiving, requireReason } from './living';
import type { Household } from './state';

const groupUnmet = (group: string | null | undefined, village: string | null): Unmet | false =>
  group != null &&
  village !== null &&
  !group.startsWith(village) &&
  unmet('GROUP_OUTSIDE_VILLAGE', { group }, '/group');

export const register: Decide<RegisterHousehold, Household, HouseholdEvent, HeadFacts & VillageFacts> = (
  command,
  household,
  facts,
) => {
  const { householdNo, villageCode, populationCount, labourCount, source, group = null } = command;
  const on = facts.effectiveDate;
  requireState(steps.RegisterHousehold, household.phase, { householdNo });
  requireFewMet(facts);
  requireAll(
    on > facts.today && unmet('EFFECTIVE_DATE_IN_FUTURE', { date: on }, '/effectiveDate'),
    !facts.villageIsUsed && unmet('VILLAGE_NOT_IN_USE', { code: villageCode, date: on }, '/villageCode'),
    groupUnmet(group, villageCode),
    labourUnmet(command),
    ...documentUnmet(command.documentNo, facts),
  );
  const { head, personId, index } = facts;
  const counted = { populationCount, labourCount, source, head, personId, ...index };
  const synthetic = command.synthetic ?? false;
  return [
    {
      type: 'HouseholdRegistered',
      data: { householdId: facts.id, householdNo, villageCode, group, ...counted, synthetic, on },
    },
  ];
};

type Corrected = Pick<Household, 'populationCount' | 'labourCount' | 'group'>;

const isAsBefore = (before: Corrected, { populationCount, labourCount, group }: Corrected): boolean =>
  before.populationCount === populationCount && before.labourCount === labourCount && before.group === group;

export const correct: Decide<CorrectHouseholdData, Household, HouseholdEvent> = (
  command,
  household,
  facts,
) => {
  requireLiving(household, facts);
  const { populationCount, labourCount } = command;
  const group = command.group === undefined ? household.group : command.group;
  requireAll(
    labourUnmet(command),
    groupUnmet(group, household.villageCode),
    listedUnmet(household.members.length, populationCount),
    isAsBefore(household, { populationCount, labourCount, group }) && unmet('HOUSEHOLD_DATA_UNCHANGED'),
  );
  requireReason(facts);
  return [
    {
      type: 'HouseholdDataCorrected',
      data: { populationCount, labourCount, group, on: facts.effectiveDate },
    },
  ];
};

/**
 * The same may have been so earlier than it was told. Something else of an earlier day is refused: it would say of the days since the
 * last assessment what is known otherwise of them.
 */
export const assess: Decide<AssessEligibility, Household, HouseholdEvent> = (command, household, facts) => {
  requireLiving(household, facts);
  requireAll(...reasonUnmet(command));
  const { hasDevelopmentConditions, isWilling, reasonIfNot = null, evidence = null } = command;
  const on = facts.effectiveDate;
  const { eligibility: last } = household;
  if (last !== null) requireAll(!isFoundBy(last, command) && orderFault(last.on, on));
  return [
    { type: 'EligibilityAssessed', data: { hasDevelopmentConditions, isWilling, reasonIfNot, evidence, on } },
  ];
};

const isFoundBy = (
  { hasDevelopmentConditions, isWilling, reasonIfNot }: NonNullable<Household['eligibility']>,
  command: AssessEligibility,
): boolean =>
  hasDevelopmentConditions === command.hasDevelopmentConditions &&
  isWilling === command.isWilling &&
  reasonIfNot === (command.reasonIfNot ?? null);

const reasonUnmet = (command: AssessEligibility): readonly (Unmet | false)[] => {
  const { reasonIfNot, evidence } = command;
  const isEligible = command.hasDevelopmentConditions && command.isWilling;
  if (isEligible)
    return [reasonIfNot !== undefined && unmet('INELIGIBILITY_REASON_UNFOUNDED', {}, '/reasonIfNot')];
  return [
    reasonIfNot === undefined && unmet('INELIGIBILITY_REASON_REQUIRED', {}, '/reasonIfNot'),
    reasonIfNot === 'REFUSED' &&
      evidence === undefined &&
      unmet('REFUSAL_STATEMENT_REQUIRED', {}, '/evidence'),
  ];
};

export const recordIndustryWill: Decide<RecordIndustryWill, Household, HouseholdEvent> = (
  { industries },
  household,
  facts,
) => {
  requireLiving(household, facts);
  return [{ type: 'IndustryWillRecorded', data: { industries, on: facts.effectiveDate } }];
};

/** Who moves a household answers for both villages: beyond a town that is the county. */
export const move: Decide<MoveHousehold, Household, HouseholdEvent, VillageFacts> = (
  { to },
  household,
  facts,
) => {
  requireLiving(household, facts);
  const from = household.villageCode;
  if (from === null || from === to) return nothingNew(household.movedOn, facts);
  const { actor, effectiveDate } = facts;
  requireAll(
    orderFault(household.movedOn, effectiveDate),
    !facts.villageIsUsed && unmet('VILLAGE_NOT_IN_USE', { code: to, date: effectiveDate }, '/to'),
    actor.role !== 'SYSTEM' &&
      !within(to, actor.scope) &&
      unmet('MOVE_BEYOND_SCOPE', { to, scope: actor.scope }, '/to'),
  );
  requireReason(facts);
  return [{ type: 'HouseholdMoved', data: { from, to, on: effectiveDate } }];
};

export const markVanished: Decide<MarkHouseholdVanished, Household, HouseholdEvent> = (
  { cause },
  household,
  facts,
) => {
  const { phase, vanishedFor, vanishedOn, movedOn } = household;
  const { effectiveDate: on } = facts;
  if (isIdle(steps.MarkHouseholdVanished, phase)) {
    require(vanishedFor === cause, 'HOUSEHOLD_VANISHED_OTHERWISE', { cause: vanishedFor, on: vanishedOn });
    return nothingNew(vanishedOn, facts);
  }
  requireLiving(household, facts);
  requireAll(orderFault(movedOn, on));
  requireReason(facts);
  return [{ type: 'HouseholdVanished', data: { cause, on } }];
};

/** Whose document another has meanwhile, is there again when the other is not: two households have no head in common. */
export const voidVanishing: Decide<VoidVanishing, Household, HouseholdEvent, RevivalFacts> = (
  _command,
  household,
  facts,
) => {
  const { phase, vanishedOn: on, villageCode, movedOn } = household;
  requireState(steps.VoidVanishing, phase);
  if (on === null || villageCode === null) throw new Error('a household that vanished did so on a day');
  const { effectiveDate, documentHolder, actor } = facts;
  requireAll(
    effectiveDate !== on && unmet('VOIDED_FROM_FIRST_DAY', { on }, '/effectiveDate'),
    orderFault(movedOn, on),
    documentHolder !== null && heldUnmet(documentHolder, actor.scope),
  );
  requireReason(facts);
  return [{ type: 'HouseholdVanishingVoided', data: { villageCode, on } }];
};
