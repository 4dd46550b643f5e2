import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, type Fault } from '@kernel/fault';
import type { EntityKind } from '@kernel/linkage';
import { isIdle, requireState } from '@kernel/lifecycle';
import { inOrder, tightnessOf } from '@kernel/linkage-form';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  ContributionPart,
  ProposeHouseholdBinding,
  RecordIntent,
  RehomeHousehold,
  WithdrawBinding,
} from './commands';
import type { Contribution, HouseholdBindingEvent } from './events';
import type { PartyFacts, ProposalFacts, RehomingFacts } from './parties';
import { preJudge } from './industry-match';
import { steps } from './lifecycle';
import { formFaults, householdFault, paperFault } from './party-faults';
import type { HouseholdBinding } from './state';

type Rule<Command, Facts = PartyFacts> = Decide<Command, HouseholdBinding, HouseholdBindingEvent, Facts>;

export const recordIntent: Rule<RecordIntent> = (command, binding, facts) => {
  if (isIdle(steps.RecordIntent, binding.phase)) return [];
  requireState(steps.RecordIntent, binding.phase);
  requireAll(futureFault(facts), householdFault(facts.household), entityFault(facts.entity));
  const { householdId, entityId, industry } = command;
  const { villageCode } = facts.household;
  const on = facts.effectiveDate;
  return [{ type: 'BindingIntentRecorded', data: { householdId, entityId, industry, villageCode, on } }];
};

/** HC with a cooperative or a union of them, HE with any other entity. */
export const relationWith = (kind: EntityKind): 'HC' | 'HE' =>
  kind === 'COOPERATIVE' || kind === 'COOPERATIVE_UNION' ? 'HC' : 'HE';

const termFault = ({ startDate, endDate }: ProposeHouseholdBinding): Fault =>
  endDate !== undefined && endDate < startDate && unmet('TERM_INVALID', { startDate, endDate }, '/endDate');

const contributionOf = (part: ContributionPart | undefined): Contribution | null =>
  part === undefined ? null : { kind: part.kind, valueFen: part.valueFen, shares: part.shares };

export const propose: Rule<ProposeHouseholdBinding> = (command, binding, facts) => {
  requireState(steps.ProposeHouseholdBinding, binding.phase);
  const relation = relationWith(facts.entity.kind);
  requireAll(
    futureFault(facts),
    householdFault(facts.household),
    entityFault(facts.entity),
    ...formFaults(command, relation),
    termFault(command),
    command.agreementId !== undefined && paperFault(facts.agreement, command),
  );
  const { householdId, entityId, industry, startDate, contribution } = command;
  const forms = inOrder(command.forms);
  const data = {
    ...{ term: binding.terms + 1, householdId, entityId, entityKind: facts.entity.kind, relation, industry },
    villageCode: facts.household.villageCode,
    ...{ forms, otherForm: command.otherForm ?? null, tightness: tightnessOf(forms) },
    ...{ startDate, endDate: command.endDate ?? null },
    contribution: contributionOf(contribution),
    agreementId: command.agreementId ?? null,
    agreementDueBy: command.agreementDueBy ?? null,
    match: preJudge(facts.household.industries, facts.entity.industries, forms),
    on: facts.effectiveDate,
  };
  return [{ type: 'HouseholdBindingProposed', data }];
};

export const rehome: Rule<RehomeHousehold, RehomingFacts> = (command, binding, facts) => {
  const { fromBindingId, householdId } = command;
  const { phase, householdId: bound } = facts.from;
  require(phase === 'ENDED', 'REHOMED_BINDING_NOT_ENDED', { state: phase }, '/fromBindingId');
  require(bound === householdId, 'REHOMED_BINDING_OF_ANOTHER', {}, '/fromBindingId');
  const rehomed = { type: 'HouseholdRehomed', data: { fromBindingId, on: facts.effectiveDate } } as const;
  return [...propose(command, binding, facts), rehomed];
};

export const withdraw: Decide<WithdrawBinding, HouseholdBinding, HouseholdBindingEvent> = (
  _command,
  { phase },
  facts,
) => {
  if (isIdle(steps.WithdrawBinding, phase)) return [];
  requireState(steps.WithdrawBinding, phase);
  requireAll(futureFault(facts));
  return [{ type: 'BindingWithdrawn', data: { on: facts.effectiveDate } }];
};

/** R03: another cooperative in the same industry is allowed, and rarely meant. */
export const warnOfIndustry = (
  { industry }: ProposeHouseholdBinding,
  _binding: HouseholdBinding,
  { alike: entityIds }: ProposalFacts,
): readonly Fault[] => [
  entityIds.length > 0 && unmet('SAME_INDUSTRY_TWICE', { industry, entityIds }, '/industry'),
];
