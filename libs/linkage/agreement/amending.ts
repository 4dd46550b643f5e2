import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault, reasonFault } from '@kernel/fault';
import { derivedId } from '@kernel/ids';
import { isTaken } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { Amendment } from './amendment';
import type {
  AmendAgreement,
  DeclineAmendment,
  EnterAmendmentIntoForce,
  WithdrawAmendment,
} from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts, SignLevelFacts } from './facts';
import { steps } from './lifecycle';
import type { ProposedTermination } from './proposed-termination';
import { higherLevel, levelRequired, villagesOf } from './sign-level';
import { overFault, requireSigner } from './signature';
import type { Agreement } from './state';
import { termsFaults, termsOf } from './terms';

type Rule<Command, Facts = unknown> = Decide<Command, Agreement, AgreementEvent, Facts>;

/** An agreement in force with all that a further paper rests on. */
export const inForce = (agreement: Agreement) => {
  const { phase: state, terms, entityVillage, requiredLevel, inForceFrom } = agreement;
  const stands = terms !== null && entityVillage !== null && requiredLevel !== null && inForceFrom !== null;
  require(isTaken(steps.AmendAgreement, state) && stands, steps.AmendAgreement.otherwise, { state });
  return { terms, entityVillage, requiredLevel, since: agreement.amendedOn ?? inForceFrom };
};

/** One paper is signed at a time: nobody is asked to go on otherwise and to part at once. */
export const requireNoneWaits = (
  amendment: Amendment | null,
  termination: ProposedTermination | null,
): void => {
  require(amendment === null, 'AMENDMENT_WAITS', { amendmentId: amendment?.amendmentId ?? null });
  require(termination === null, 'TERMINATION_WAITS', { terminationId: termination?.terminationId ?? null });
};

/** R11, R39: a wider span needs a higher signature; a narrower one never lowers what was required. */
export const amend: Rule<AmendAgreement, PartyFacts & SignLevelFacts> = (
  { terms: part, from },
  agreement,
  facts,
) => {
  const { terms: before, entityVillage, requiredLevel: frozen, since } = inForce(agreement);
  const { entityId, amendment, termination } = agreement;
  requireNoneWaits(amendment, termination);
  const startMoved = part.startDate !== before.startDate;
  requireAll(
    futureFault(facts),
    orderFault(since, facts.effectiveDate),
    entityFault(facts.entity),
    overFault(before.endDate, from, '/from'),
    overFault(part.endDate, from, '/terms/endDate'),
    startMoved && unmet('START_DATE_FIXED', { startDate: before.startDate }, '/terms/startDate'),
    ...termsFaults({ part, entityId, before }, facts, facts.actor.role),
  );
  const terms = termsOf(part, facts.households, before);
  const needed = levelRequired(villagesOf(entityVillage, terms), facts.signLevel);
  const data = {
    ...{ amendmentId: derivedId('amendment', facts.commandId), version: agreement.version + 1, terms },
    ...{ requiredLevel: higherLevel(needed.requiredLevel, frozen), explanation: needed.explanation, from },
    ...{ proposedBy: facts.actor.user, on: facts.effectiveDate },
  };
  return [{ type: 'AgreementAmendmentProposed', data }];
};

/** Whoever is taken from the list by an amendment is asked like whoever joins it: both papers are theirs. */
export const householdsUnder = ({ terms, amendment }: Agreement): readonly string[] => [
  ...new Set(
    [terms, amendment?.terms].flatMap(
      (paper) => paper?.households.map(({ householdId }) => householdId) ?? [],
    ),
  ),
];

/** The amendment that is named, while somebody has not signed it. */
export const waitingAmendment = ({ amendment }: Agreement, amendmentId: string): Amendment => {
  const known = amendment?.amendmentId === amendmentId ? amendment : null;
  require(known !== null, 'AMENDMENT_UNKNOWN', {}, '/amendmentId');
  require(known.concludedOn === null, 'AMENDMENT_CONCLUDED', { from: known.from });
  return known;
};

export const withdrawAmendment: Rule<WithdrawAmendment> = ({ amendmentId }, agreement, facts) => {
  waitingAmendment(agreement, amendmentId);
  requireAll(futureFault(facts), reasonFault(facts));
  const data = { amendmentId, cause: 'BY_DRAFTER', party: null, on: facts.effectiveDate } as const;
  return [{ type: 'AgreementAmendmentWithdrawn', data }];
};

/** A party that has signed stands by its word; one that has not may say no, and the old terms stand. */
export const declineAmendment: Rule<DeclineAmendment> = ({ amendmentId, party }, agreement, facts) => {
  const amendment = waitingAmendment(agreement, amendmentId);
  requireSigner(amendment, party, facts.actor.role);
  requireAll(futureFault(facts), reasonFault(facts));
  const data = { amendmentId, cause: 'BY_PARTY', party, on: facts.effectiveDate } as const;
  return [{ type: 'AgreementAmendmentWithdrawn', data }];
};

/** What all have signed comes into force on its day, also while a rectification is open: it binds them. */
export const enterAmendment: Rule<EnterAmendmentIntoForce> = ({ amendmentId }, { amendment }, { today }) => {
  if (amendment?.amendmentId !== amendmentId) return [];
  const { concludedOn, signedLevel, scan, from: on } = amendment;
  require(concludedOn !== null && signedLevel !== null && scan !== null, 'AMENDMENT_NOT_CONCLUDED');
  require(on <= today, 'AGREEMENT_NOT_DUE', { on });
  const { version, terms, requiredLevel, explanation } = amendment;
  const data = { amendmentId, version, terms, requiredLevel, signedLevel, explanation, scan, on };
  return [{ type: 'AgreementAmended', data }];
};
