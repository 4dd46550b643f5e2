import { actsFor, type Acting } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault, requireReason, type Fault } from '@kernel/fault';
import { isIdle, requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { ActivateBinding, ReturnBinding, SubmitForReview } from './commands';
import type { HouseholdBindingEvent, IndustryMatch } from './events';
import type { PartyFacts } from './parties';
import { preJudge } from './industry-match';
import { steps } from './lifecycle';
import { householdFault, otherFormFault } from './party-faults';
import type { HouseholdBinding } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, HouseholdBinding, HouseholdBindingEvent, Facts>;

/** By the day named an agreement has to follow, and that day has not passed. */
const isAwaited = ({ agreementDueBy }: HouseholdBinding, on: CalendarDate): boolean =>
  agreementDueBy !== null && agreementDueBy >= on;

/** 4.1 「mandatory data」: whether the agreement will be in force is asked when the binding is. */
const unnamedFault = (binding: HouseholdBinding, on: CalendarDate): Fault =>
  binding.agreementId === null && !isAwaited(binding, on) && unmet('AGREEMENT_MISSING');

export const submit: Rule<SubmitForReview> = ({ consentRef }, binding, facts) => {
  const { phase } = binding;
  if (isIdle(steps.SubmitForReview, phase)) return [];
  requireState(steps.SubmitForReview, phase);
  requireAll(futureFault(facts), unnamedFault(binding, facts.effectiveDate));
  const data = { consentRef, submittedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'HouseholdBindingSubmitted', data }];
};

const requireAnother = ({ submittedBy }: HouseholdBinding, acting: Acting): void =>
  require(!actsFor(acting, submittedBy), 'REVIEWER_IS_SUBMITTER');

export const sendBack: Rule<ReturnBinding> = (_command, binding, facts) => {
  requireState(steps.ReturnBinding, binding.phase);
  requireAnother(binding, facts);
  const { effectiveDate: on } = facts;
  const reason = requireReason(facts);
  requireAll(futureFault(facts));
  return [{ type: 'HouseholdBindingReturned', data: { reason, on } }];
};

/** R04: nobody is bound to an industry that was not judged, or against the judgement without a reason. */
const matchFault = (automatic: IndustryMatch, match: IndustryMatch, reason: string | undefined): Fault => {
  if (match === 'NEEDS_REVIEW') return unmet('INDUSTRY_NOT_JUDGED', {}, '/match');
  const doubtful = automatic === 'MISMATCHED' || match === 'MISMATCHED';
  return doubtful && reason === undefined && unmet('INDUSTRY_MISMATCHED', {}, '/matchOverrideReason');
};

const IN_FORCE = ['IN_FORCE', 'RECTIFYING'];

const agreementFault = (
  binding: HouseholdBinding,
  { agreement, effectiveDate }: PartyFacts & { readonly effectiveDate: CalendarDate },
): Fault => {
  if (agreement !== null && IN_FORCE.includes(agreement.phase)) return null;
  if (isAwaited(binding, effectiveDate)) return null;
  if (binding.agreementId === null) return unmet('AGREEMENT_MISSING', {}, '/agreementId');
  return unmet('AGREEMENT_NOT_IN_FORCE', { state: agreement?.phase ?? 'ABSENT' }, '/agreementId');
};

/** No term begins after its own end. */
const overFault = ({ endDate }: HouseholdBinding, from: CalendarDate): Fault =>
  endDate !== null && endDate < from && unmet('BINDING_TERM_OVER', { endDate }, '/effectiveDate');

const later = (a: CalendarDate, b: CalendarDate | null): CalendarDate => (b !== null && b > a ? b : a);

export const activate: Rule<ActivateBinding, PartyFacts> = (command, binding, facts) => {
  requireState(steps.ActivateBinding, binding.phase);
  requireAnother(binding, facts);
  const automatic = preJudge(facts.household.industries, facts.entity.industries, binding.forms);
  const match = command.match ?? automatic;
  const from = later(facts.effectiveDate, binding.startDate);
  const { matchOverrideReason, otherFormAcceptance } = command;
  requireAll(
    futureFault(facts),
    orderFault(binding.since, from),
    overFault(binding, from),
    householdFault(facts.household),
    entityFault(facts.entity),
    matchFault(automatic, match, matchOverrideReason),
    otherFormFault(binding.forms, otherFormAcceptance, facts.actor.role),
    agreementFault(binding, facts),
  );
  const data = {
    ...{ from, match },
    matchOverrideReason: matchOverrideReason ?? null,
    otherFormAcceptance: otherFormAcceptance ?? null,
  };
  return [{ type: 'HouseholdBindingActivated', data }];
};
