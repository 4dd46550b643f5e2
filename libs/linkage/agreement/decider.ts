import { addDays, laterOf } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault } from '@kernel/fault';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { AmendAgreement, EnterAgreementIntoForce, ExpireAgreement, VerifyAgreement } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts, SignLevelFacts } from './facts';
import { higherLevel, levelRequired, reachesLevel, villagesOf } from './sign-level';
import { levelSigned } from './signer';
import { overFault } from './signing';
import type { Agreement } from './state';
import { termsFaults, termsOf } from './terms';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;

/** R42 holds to the last: the entity may have been revoked since the signatures. */
export const enterIntoForce: Rule<EnterAgreementIntoForce, Pick<PartyFacts, 'entity'>> = (
  _command,
  agreement,
  { today, entity },
) => {
  const { phase: state, terms, concludedOn } = agreement;
  if (['IN_FORCE', 'RECTIFYING', 'TERMINATED', 'EXPIRED', 'WITHDRAWN'].includes(state)) return [];
  require(state === 'CONCLUDED' && terms !== null && concludedOn !== null, 'AGREEMENT_NOT_CONCLUDED', {
    state,
  });
  const on = laterOf(terms.startDate, concludedOn);
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  requireAll(entityFault(entity));
  return [{ type: 'AgreementEnteredIntoForce', data: { on } }];
};

/** Under rectification it waits: otherwise the end of the term would save the entity from the consequence (R18). */
export const expire: Rule<ExpireAgreement> = (_command, { phase: state, terms }, { today }) => {
  if (['RECTIFYING', 'TERMINATED', 'EXPIRED', 'WITHDRAWN'].includes(state)) return [];
  require(state === 'IN_FORCE' && terms !== null, 'AGREEMENT_NOT_IN_FORCE', { state });
  const on = addDays(terms.endDate, 1);
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  return [{ type: 'AgreementExpired', data: { bindingIds: bindingIdsOf(terms), on } }];
};

export const bindingIdsOf = ({ households }: NonNullable<Agreement['terms']>): readonly string[] =>
  households.flatMap(({ bindingId }) => bindingId ?? []);

export const verify: Rule<VerifyAgreement> = (command, { phase: state }, facts) => {
  require(state === 'IN_FORCE' || state === 'RECTIFYING', 'AGREEMENT_NOT_IN_FORCE', { state });
  requireAll(futureFault(facts));
  const { paperExists, termsMatch, benefitsConfirmed, note = null } = command;
  const data = { paperExists, termsMatch, benefitsConfirmed, note, on: facts.effectiveDate };
  return [{ type: 'AgreementVerified', data }];
};

/** R39: a wider span needs a higher signature; a narrower one never lowers what was required. */
export const amend: Rule<AmendAgreement, PartyFacts & SignLevelFacts> = (command, agreement, facts) => {
  const { phase: state, terms: before, entityVillage, requiredLevel: frozen, entityId } = agreement;
  const inForce = state === 'IN_FORCE' && before !== null && entityVillage !== null && frozen !== null;
  require(inForce, 'AGREEMENT_NOT_IN_FORCE', { state });
  const { terms: part, scan, level = null } = command;
  const startMoved = part.startDate !== before.startDate;
  requireAll(
    futureFault(facts),
    orderFault(agreement.inForceFrom, facts.effectiveDate),
    entityFault(facts.entity),
    overFault(part.endDate, facts.effectiveDate, '/terms/endDate'),
    startMoved && unmet('START_DATE_FIXED', { startDate: before.startDate }, '/terms/startDate'),
    ...termsFaults({ part, entityId, before }, facts, facts.actor.role),
  );
  const terms = termsOf(part, facts.households, before);
  const needed = levelRequired(villagesOf(entityVillage, terms), facts.signLevel);
  const required = higherLevel(needed.requiredLevel, frozen);
  const signedLevel = levelSigned(facts.actor.role, level);
  require(signedLevel !== null, 'SIGNER_LEVEL_MISMATCH', { level }, '/level');
  const lacking = { required, actual: signedLevel };
  require(reachesLevel(signedLevel, required), 'AMENDMENT_NEEDS_COUNTY_SIGNATURE', lacking, '/level');
  const data = {
    ...{ version: agreement.version + 1, terms, requiredLevel: required, signedLevel, scan },
    ...{ explanation: needed.explanation, on: facts.effectiveDate },
  };
  return [{ type: 'AgreementAmended', data }];
};
