import { addDays, addMonths, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault, requireReason } from '@kernel/fault';
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
import type { PartyFacts, SuspensionLimit } from './facts';
import { preJudge } from './industry-match';
import { formFaults, otherFormFault, paperFault } from './party-faults';
import type { HouseholdBinding } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, HouseholdBinding, HouseholdBindingEvent, Facts>;

const requireInForce = ({ phase }: HouseholdBinding): void =>
  require(phase === 'ACTIVE' || phase === 'SUSPENDED', 'BINDING_NOT_ACTIVE', { state: phase });

export const changeForms: Rule<ChangeForms> = (command, binding, facts) => {
  requireInForce(binding);
  const forms = inOrder(command.forms);
  const otherForm = command.otherForm ?? null;
  if (otherForm === binding.otherForm && forms.join() === binding.forms.join()) return [];
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
  const isClosed = ['INTENT', 'ENDED', 'WITHDRAWN'].includes(phase);
  if (isClosed && facts.actor.role === 'SYSTEM') return [];
  require(!isClosed, 'BINDING_CLOSED', { state: phase });
  if (binding.agreementId === agreementId) return [];
  const { agreement } = facts;
  requireAll(futureFault(facts), paperFault(agreement, binding));
  const state = agreement?.phase ?? 'ABSENT';
  require(['CONCLUDED', 'IN_FORCE', 'RECTIFYING'].includes(state), 'AGREEMENT_NOT_IN_FORCE', { state });
  return [{ type: 'BindingAgreementLinked', data: { agreementId, on: facts.effectiveDate } }];
};

export const judgeIndustryMatch: Rule<JudgeIndustryMatch, PartyFacts> = (command, binding, facts) => {
  requireInForce(binding);
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
  require(phase === 'ACTIVE', 'BINDING_NOT_ACTIVE', { state: phase });
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
  if (phase === 'ACTIVE') return [];
  require(phase === 'SUSPENDED', 'BINDING_NOT_SUSPENDED', { state: phase });
  requireAll(futureFault(facts), orderFault(binding.since, facts.effectiveDate));
  return [{ type: 'BindingResumed', data: { on: facts.effectiveDate } }];
};

/** It follows the household, wherever it has got to; one that is over stays where it ended. */
export const relocate: Rule<RelocateBinding> = ({ villageCode: to }, { phase, villageCode }, facts) => {
  if (phase === 'ENDED' || phase === 'WITHDRAWN' || villageCode === to) return [];
  return [{ type: 'HouseholdBindingRelocated', data: { from: villageCode, to, on: facts.effectiveDate } }];
};

/** Causes that follow from another stream; a person who names one would invent it. */
const OF_SYSTEM: readonly BindingEnding[] = ['AGREEMENT_TERMINATED', 'ENTITY_REVOKED', 'ENTITY_DEREGISTERED'];

export const end: Rule<EndBinding> = (command, binding, facts) => {
  if (binding.phase === 'ENDED' || binding.phase === 'WITHDRAWN') return [];
  if (facts.actor.role === 'SYSTEM') return endedBySystem(command, binding, facts.effectiveDate);
  const { cause, note = null } = command;
  const on = facts.effectiveDate;
  require(!OF_SYSTEM.includes(cause), 'ENDING_ONLY_BY_SYSTEM', { cause }, '/cause');
  requireInForce(binding);
  requireAll(futureFault(facts), orderFault(binding.since, on));
  return [{ type: 'HouseholdBindingEnded', data: { cause, note, on } }];
};

/** What ends elsewhere ends here, whatever was on the way: a proposal falls, a binding ends no earlier than it changed. */
const endedBySystem = (
  command: EndBinding,
  { phase, since }: HouseholdBinding,
  effectiveDate: CalendarDate,
): readonly HouseholdBindingEvent[] => {
  if (phase !== 'ACTIVE' && phase !== 'SUSPENDED')
    return [{ type: 'BindingWithdrawn', data: { on: effectiveDate } }];
  const on = since !== null && since > effectiveDate ? since : effectiveDate;
  const { cause, note = null } = command;
  return [{ type: 'HouseholdBindingEnded', data: { cause, note, on } }];
};
