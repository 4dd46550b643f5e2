import type { Decide } from '@kernel/decider';
import { futureFault } from '@kernel/fault';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { ConfirmBenefit, RecordBenefit } from './commands';
import type { HouseholdBindingEvent } from './events';
import type { HouseholdBinding } from './state';

type Rule<Command> = Decide<Command, HouseholdBinding, HouseholdBindingEvent>;

export const recordBenefit: Rule<RecordBenefit> = (command, { phase, forms, from }, facts) => {
  require(phase === 'ACTIVE' || phase === 'SUSPENDED', 'BINDING_NOT_ACTIVE', { state: phase });
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

/** "Paid by the entity" is not "received by the household" (R14). */
export const confirmBenefit: Rule<ConfirmBenefit> = ({ benefitId, means }, { benefits }, facts) => {
  const known = benefits[benefitId];
  if (known === 'CONFIRMED') return [];
  require(known !== undefined, 'BENEFIT_UNKNOWN', { benefitId }, '/benefitId');
  requireAll(futureFault(facts));
  return [{ type: 'BenefitConfirmedByHousehold', data: { benefitId, means, on: facts.effectiveDate } }];
};
