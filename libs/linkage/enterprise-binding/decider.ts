import { actsFor, type Acting } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, nothingNew, orderFault, requireReason, type Fault } from '@kernel/fault';
import { isIdle, requireState } from '@kernel/lifecycle';
import { formsNotAllowed, inOrder } from '@kernel/linkage-form';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from './commands';
import type { EnterpriseBindingEnding, EnterpriseBindingEvent } from './events';
import type { SideFacts, SideKnown } from './facts';
import { steps } from './lifecycle';
import type { EnterpriseBinding } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, EnterpriseBinding, EnterpriseBindingEvent, Facts>;

/** No term begins after its own end. */
const overFault = ({ endDate }: EnterpriseBinding, from: CalendarDate): Fault =>
  endDate !== null && endDate < from && unmet('BINDING_TERM_OVER', { endDate }, '/effectiveDate');

/** R42: both sides stand in the register in state ACTIVE. */
const activeFault = ({ phase }: SideKnown, pointer: string): Fault => {
  if (phase === 'REVOKED') return unmet('ENTITY_REVOKED', {}, pointer);
  return phase !== 'ACTIVE' && unmet('ENTITY_NOT_ACTIVE', { state: phase }, pointer);
};

const sideFaults = ({ enterprise, cooperative }: SideFacts): readonly Fault[] => {
  const isCooperative = cooperative.kind === 'COOPERATIVE' || cooperative.kind === 'COOPERATIVE_UNION';
  const isLeading = enterprise.kind === 'LEADING_ENTERPRISE' && enterprise.leadingLevel !== null;
  return [
    activeFault(enterprise, '/enterpriseId'),
    activeFault(cooperative, '/cooperativeId'),
    !isLeading && unmet('NOT_A_LEADING_ENTERPRISE', { kind: enterprise.kind }, '/enterpriseId'),
    !isCooperative && unmet('NOT_A_COOPERATIVE', { kind: cooperative.kind }, '/cooperativeId'),
  ];
};

const offerFaults = ({ forms, startDate, endDate }: ProposeEnterpriseBinding): readonly Fault[] => {
  const foreign = formsNotAllowed(forms, 'EC');
  return [
    foreign.length > 0 &&
      unmet('FORM_NOT_ALLOWED_FOR_RELATION', { relation: 'EC', forms: foreign }, '/forms'),
    endDate !== undefined && endDate < startDate && unmet('TERM_INVALID', { startDate, endDate }, '/endDate'),
  ];
};

export const propose: Rule<ProposeEnterpriseBinding, SideFacts> = (command, { phase, terms }, facts) => {
  requireState(steps.ProposeEnterpriseBinding, phase);
  requireAll(futureFault(facts), ...sideFaults(facts), ...offerFaults(command));
  const { enterpriseId, cooperativeId, industry, contractNo, riskBearer, startDate } = command;
  const data = {
    ...{ term: terms + 1, enterpriseId, cooperativeId, villageCode: facts.cooperative.villageCode, industry },
    ...{ forms: inOrder(command.forms), contractNo, riskBearer },
    varietiesProvided: command.varietiesProvided ?? null,
    technicalStandard: command.technicalStandard ?? null,
    orderAmountFen: command.orderAmountFen ?? null,
    priceRule: command.priceRule ?? null,
    ...{ startDate, endDate: command.endDate ?? null },
    ...{ proposedBy: facts.actor.user, on: facts.effectiveDate },
  };
  return [{ type: 'EnterpriseBindingProposed', data }];
};

const requireAnother = ({ proposedBy }: EnterpriseBinding, acting: Acting): void =>
  require(!actsFor(acting, proposedBy), 'REVIEWER_IS_SUBMITTER');

export const sendBack: Rule<ReturnEnterpriseBinding> = (_command, binding, facts) => {
  requireState(steps.ReturnEnterpriseBinding, binding.phase);
  requireAnother(binding, facts);
  const { effectiveDate: on } = facts;
  const reason = requireReason(facts);
  requireAll(futureFault(facts));
  return [{ type: 'EnterpriseBindingReturned', data: { reason, on } }];
};

export const withdraw: Rule<WithdrawEnterpriseBinding> = (_command, { phase }, facts) => {
  if (isIdle(steps.WithdrawEnterpriseBinding, phase)) return [];
  requireState(steps.WithdrawEnterpriseBinding, phase);
  requireAll(futureFault(facts));
  return [{ type: 'EnterpriseBindingWithdrawn', data: { on: facts.effectiveDate } }];
};

export const approve: Rule<ApproveEnterpriseBinding, SideFacts> = (_command, binding, facts) => {
  requireState(steps.ApproveEnterpriseBinding, binding.phase);
  requireAnother(binding, facts);
  const { effectiveDate: on } = facts;
  const from = binding.startDate !== null && binding.startDate > on ? binding.startDate : on;
  requireAll(
    futureFault(facts),
    orderFault(binding.since, from),
    overFault(binding, from),
    ...sideFaults(facts),
  );
  const { leadingLevel, kind } = facts.enterprise;
  require(leadingLevel !== null, 'NOT_A_LEADING_ENTERPRISE', { kind }, '/enterpriseId');
  return [
    { type: 'EnterpriseBindingApproved', data: { leadingLevel, on } },
    { type: 'EnterpriseBindingActivated', data: { from } },
  ];
};

export const suspend: Rule<SuspendEnterpriseBinding> = (_command, binding, facts) => {
  const { effectiveDate: on } = facts;
  requireState(steps.SuspendEnterpriseBinding, binding.phase);
  const reason = requireReason(facts);
  requireAll(futureFault(facts), orderFault(binding.since, facts.effectiveDate));
  return [{ type: 'EnterpriseBindingSuspended', data: { reason, on } }];
};

export const resume: Rule<ResumeEnterpriseBinding> = (_command, binding, facts) => {
  const { phase } = binding;
  if (isIdle(steps.ResumeEnterpriseBinding, phase)) return nothingNew(binding.since, facts);
  requireState(steps.ResumeEnterpriseBinding, phase);
  requireAll(futureFault(facts), orderFault(binding.since, facts.effectiveDate));
  return [{ type: 'EnterpriseBindingResumed', data: { on: facts.effectiveDate } }];
};

/** Causes that follow from the register; a person who names one would invent it. */
const OF_SYSTEM: readonly EnterpriseBindingEnding[] = ['ENTITY_REVOKED', 'ENTITY_DEREGISTERED', 'MERGED'];

export const end: Rule<EndEnterpriseBinding> = (command, binding, facts) => {
  const { phase } = binding;
  if (isIdle(steps.EndEnterpriseBinding, phase)) return nothingNew(binding.since, facts);
  if (facts.actor.role === 'SYSTEM') return endedBySystem(command, binding, facts);
  const { cause, note = null } = command;
  require(!OF_SYSTEM.includes(cause), 'ENDING_ONLY_BY_SYSTEM', { cause }, '/cause');
  requireState(steps.EndEnterpriseBinding, phase);
  requireAll(futureFault(facts), orderFault(binding.since, facts.effectiveDate));
  return [{ type: 'EnterpriseBindingEnded', data: { cause, note, on: facts.effectiveDate } }];
};

/** What ends elsewhere ends here, whatever was on the way: a proposal goes back, a binding ends no earlier than it changed. */
const endedBySystem = (
  command: EndEnterpriseBinding,
  { phase, since }: EnterpriseBinding,
  { effectiveDate }: Pick<Circumstances, 'effectiveDate' | 'today'>,
): readonly EnterpriseBindingEvent[] => {
  if (phase === 'IN_REVIEW')
    return [{ type: 'EnterpriseBindingReturned', data: { reason: command.cause, on: effectiveDate } }];
  const on = since !== null && since > effectiveDate ? since : effectiveDate;
  const { cause, note = null } = command;
  return [{ type: 'EnterpriseBindingEnded', data: { cause, note, on } }];
};
