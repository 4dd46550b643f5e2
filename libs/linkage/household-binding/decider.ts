import { addDays, addMonths, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, holdsBy, nothingNew, orderFault, requireReason } from '@kernel/fault';
import { isIdle, isTaken, requireState } from '@kernel/lifecycle';
import { inOrder, tightnessOf } from '@kernel/linkage-form';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  ChangeForms,
  EndBinding,
  JudgeIndustryMatch,
  LinkAgreement,
  RelocateBinding,
  ResumeBinding,
  SuspendBinding,
} from './commands';
import type { BindingEnding, HouseholdBindingEvent } from './events';
import type { PartyFacts, SuspensionLimit } from './parties';
import { preJudge } from './industry-match';
import { steps } from './lifecycle';
import { formFaults, otherFormFault, paperFault } from './party-faults';
import type { HouseholdBinding } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, HouseholdBinding, HouseholdBindingEvent, Facts>;

export const changeForms: Rule<ChangeForms> = (command, binding, facts) => {
  requireState(steps.ChangeForms, binding.phase);
  const forms = inOrder(command.forms);
  const otherForm = command.otherForm ?? null;
  const isSame = otherForm === binding.otherForm && forms.join() === binding.forms.join();
  if (isSame && holdsBy(binding.formsSince, facts.effectiveDate)) return [];
  const { otherFormAcceptance } = command;
  requireAll(
    futureFault(facts),
    ...formFaults(command, binding.relation),
    otherFormFault(forms, otherFormAcceptance, facts.actor.role),
  );
  const data = {
    ...{ forms, otherForm, tightness: tightnessOf(forms) },
    otherFormAcceptance: otherFormAcceptance ?? null,
    on: facts.effectiveDate,
  };
  return [{ type: 'BindingFormsChanged', data }];
};

export const linkAgreement: Rule<LinkAgreement, Pick<PartyFacts, 'agreement'>> = (
  command,
  binding,
  facts,
) => {
  const { phase } = binding;
  const { agreementId } = command;
  if (!isTaken(steps.LinkAgreement, phase) && facts.actor.role === 'SYSTEM') return [];
  requireState(steps.LinkAgreement, phase);
  if (binding.agreementId === agreementId && holdsBy(binding.agreementSince, facts.effectiveDate)) return [];
  const { agreement } = facts;
  requireAll(futureFault(facts), paperFault(agreement, binding));
  const state = agreement?.phase ?? 'ABSENT';
  require(['CONCLUDED', 'IN_FORCE', 'RECTIFYING'].includes(state), 'AGREEMENT_NOT_IN_FORCE', { state });
  return [{ type: 'BindingAgreementLinked', data: { agreementId, on: facts.effectiveDate } }];
};

export const judgeIndustryMatch: Rule<JudgeIndustryMatch, PartyFacts> = (command, binding, facts) => {
  requireState(steps.JudgeIndustryMatch, binding.phase);
  const automatic = preJudge(facts.household.industries, facts.entity.industries, binding.forms);
  const match = command.match ?? automatic;
  const overridden = automatic !== 'NEEDS_REVIEW' && match !== automatic;
  requireAll(
    futureFault(facts),
    overridden &&
      command.overrideReason === undefined &&
      unmet('MATCH_OVERRIDE_NEEDS_REASON', { automatic }, '/overrideReason'),
  );
  const overrideReason = command.overrideReason ?? null;
  const data = { match, automatic, overrideReason, on: facts.effectiveDate };
  return [{ type: 'IndustryMatchJudged', data }];
};

export const suspend: Rule<SuspendBinding, SuspensionLimit> = ({ until }, binding, facts) => {
  const { phase } = binding;
  const { effectiveDate: on, suspensionMaxMonths: months } = facts;
  requireState(steps.SuspendBinding, phase);
  const reason = requireReason(facts);
  const { suspendedDays } = binding;
  const tooLong = until <= on || addDays(until, suspendedDays) > addMonths(on, months);
  requireAll(
    futureFault(facts),
    orderFault(binding.since, on),
    tooLong && unmet('SUSPENSION_TERM_INVALID', { months, suspendedDays }, '/until'),
  );
  return [{ type: 'BindingSuspended', data: { reason, until, on } }];
};

export const resume: Rule<ResumeBinding> = (_command, binding, facts) => {
  const { phase } = binding;
  if (isIdle(steps.ResumeBinding, phase)) return nothingNew(binding.since, facts);
  requireState(steps.ResumeBinding, phase);
  requireAll(futureFault(facts), orderFault(binding.since, facts.effectiveDate));
  return [{ type: 'BindingResumed', data: { on: facts.effectiveDate } }];
};

/** It follows the household, wherever it has got to; one that is over stays where it ended. */
export const relocate: Rule<RelocateBinding> = ({ villageCode: to }, { phase, villageCode }, facts) => {
  if (isIdle(steps.RelocateBinding, phase) || villageCode === to) return [];
  return [{ type: 'HouseholdBindingRelocated', data: { from: villageCode, to, on: facts.effectiveDate } }];
};

/** Causes that follow from another stream; a person who names one would invent it. */
const OF_SYSTEM: readonly BindingEnding[] = [
  'AGREEMENT_TERMINATED',
  'ENTITY_REVOKED',
  'ENTITY_DEREGISTERED',
  'HOUSEHOLD_SPLIT',
];

export const end: Rule<EndBinding> = (command, binding, facts) => {
  const { phase } = binding;
  if (isIdle(steps.EndBinding, phase)) return nothingNew(binding.since, facts);
  if (facts.actor.role === 'SYSTEM') return endedBySystem(command, binding, facts.effectiveDate);
  const { cause, note = null } = command;
  const on = facts.effectiveDate;
  require(!OF_SYSTEM.includes(cause), 'ENDING_ONLY_BY_SYSTEM', { cause }, '/cause');
  requireState(steps.EndBinding, phase);
  requireAll(futureFault(facts), orderFault(binding.since, on));
  return [{ type: 'HouseholdBindingEnded', data: { cause, note, on } }];
};

/** What ends elsewhere ends here, whatever was on the way: a proposal falls, a binding ends no earlier than it changed. */
const endedBySystem = (
  command: EndBinding,
  { phase, since }: HouseholdBinding,
  effectiveDate: CalendarDate,
): readonly HouseholdBindingEvent[] => {
  if (!isTaken(steps.EndBinding, phase)) return [{ type: 'BindingWithdrawn', data: { on: effectiveDate } }];
  const on = since !== null && since > effectiveDate ? since : effectiveDate;
  const { cause, note = null } = command;
  return [{ type: 'HouseholdBindingEnded', data: { cause, note, on } }];
};
