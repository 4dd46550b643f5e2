import { addDays, laterOf } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault } from '@kernel/fault';
import { isIdle, isTaken, requireState } from '@kernel/lifecycle';
import { require, requireAll } from '@kernel/refusal';
import type { EnterAgreementIntoForce, ExpireAgreement, VerifyAgreement } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts } from './facts';
import { steps } from './lifecycle';
import type { Agreement } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;

/** R42 holds to the last: the entity may have been revoked since the signatures. */
export const enterIntoForce: Rule<EnterAgreementIntoForce, Pick<PartyFacts, 'entity'>> = (
  _command,
  agreement,
  { today, entity },
) => {
  const { phase: state, terms, concludedOn } = agreement;
  const step = steps.EnterAgreementIntoForce;
  if (isIdle(step, state)) return [];
  require(isTaken(step, state) && terms !== null && concludedOn !== null, step.otherwise, { state });
  const on = laterOf(terms.startDate, concludedOn);
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  requireAll(entityFault(entity));
  return [{ type: 'AgreementEnteredIntoForce', data: { on } }];
};

/**
 * Under rectification it waits: otherwise the end of the term would save the entity from the consequence (R18). So it does
 * where all have signed an amendment that comes into force first, and may move the end.
 */
export const expire: Rule<ExpireAgreement> = (_command, { phase: state, terms, amendment }, { today }) => {
  const step = steps.ExpireAgreement;
  if (isIdle(step, state)) return [];
  if (amendment !== null && amendment.concludedOn !== null) return [];
  require(isTaken(step, state) && terms !== null, step.otherwise, { state });
  const on = addDays(terms.endDate, 1);
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  return [{ type: 'AgreementExpired', data: { bindingIds: bindingIdsOf(terms), on } }];
};

export const bindingIdsOf = ({ households }: NonNullable<Agreement['terms']>): readonly string[] =>
  households.flatMap(({ bindingId }) => bindingId ?? []);

export const verify: Rule<VerifyAgreement> = (command, { phase: state }, facts) => {
  requireState(steps.VerifyAgreement, state);
  requireAll(futureFault(facts));
  const { paperExists, termsMatch, benefitsConfirmed, note = null } = command;
  const data = { paperExists, termsMatch, benefitsConfirmed, note, on: facts.effectiveDate };
  return [{ type: 'AgreementVerified', data }];
};
