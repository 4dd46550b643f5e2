import type { Decide } from '@kernel/decider';
import { futureFault, reasonFault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { CalendarDate } from '@kernel/calendar-date';
import type { ConfirmBenefit, RecordBenefit, VoidBenefit } from './commands';
import type { HouseholdBindingEvent } from './events';
import { steps } from './lifecycle';
import type { Benefit, HouseholdBinding } from './state';

type Rule<Command> = Decide<Command, HouseholdBinding, HouseholdBindingEvent>;

export const recordBenefit: Rule<RecordBenefit> = (command, { phase, forms, from }, facts) => {
  requireState(steps.RecordBenefit, phase);
  const { form, mode, amountFen, evidence } = command;
  const on = facts.effectiveDate;
  requireAll(
    futureFault(facts),
    from !== null && on < from && unmet('BENEFIT_BEFORE_START', { from }, '/effectiveDate'),
    !forms.includes(form) && unmet('FORM_NOT_IN_BINDING', { form, forms }, '/form'),
  );
  const benefitId = facts.commandId;
  return [{ type: 'BenefitDelivered', data: { benefitId, form, mode, amountFen, evidence, on } }];
};

type Benefits = HouseholdBinding['benefits'];

const benefitIn = (benefits: Benefits, benefitId: string): Benefit => {
  const known = Object.hasOwn(benefits, benefitId) ? benefits[benefitId] : undefined;
  require(known !== undefined, 'BENEFIT_UNKNOWN', { benefitId }, '/benefitId');
  return known;
};

/** "Paid by the entity" is not "received by the household" (R14). */
export const confirmBenefit: Rule<ConfirmBenefit> = ({ benefitId, means }, { benefits }, facts) => {
  const { state } = benefitIn(benefits, benefitId);
  if (state === 'CONFIRMED') return [];
  require(state !== 'VOIDED', 'BENEFIT_VOIDED', {}, '/benefitId');
  requireAll(futureFault(facts));
  return [{ type: 'BenefitConfirmedByHousehold', data: { benefitId, means, on: facts.effectiveDate } }];
};

const lastOf = (benefits: Benefits, without: string): CalendarDate | null =>
  Object.entries(benefits)
    .filter(([id, { state }]) => id !== without && state !== 'VOIDED')
    .map(([, { on }]) => on)
    .sort()
    .at(-1) ?? null;

/** What a household has confirmed is no longer the entity's to take back. */
export const voidBenefit: Rule<VoidBenefit> = ({ benefitId }, { benefits }, facts) => {
  const { state, amountFen } = benefitIn(benefits, benefitId);
  if (state === 'VOIDED') return [];
  const { role, user: voidedBy } = facts.actor;
  requireAll(
    futureFault(facts),
    reasonFault(facts),
    state === 'CONFIRMED' && role === 'ENTITY_MANAGER' && unmet('BENEFIT_CONFIRMED', {}, '/benefitId'),
  );
  const lastBenefitOn = lastOf(benefits, benefitId);
  const data = { benefitId, amountFen, lastBenefitOn, voidedBy, on: facts.effectiveDate };
  return [{ type: 'BenefitVoided', data }];
};
