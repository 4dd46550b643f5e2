import type { Decide } from '@kernel/decider';
import { entityFault, futureFault } from '@kernel/fault';
import { require, requireAll } from '@kernel/refusal';
import type { DraftAgreement, RenewAgreement, ReviseDraft, SubmitForSignature } from './commands';
import type { AgreementEvent } from './events';
import type { PartyFacts, RenewalFacts, SignLevelFacts } from './facts';
import { levelRequired, villagesOf } from './sign-level';
import type { Agreement } from './state';
import { termsFaults, termsOf } from './terms';

type Rule<Command, Facts> = Decide<Command, Agreement, AgreementEvent, Facts>;

export const draft: Rule<DraftAgreement, PartyFacts> = (command, agreement, facts) =>
  drafted({ command, agreement, renews: null }, facts);

const drafted = (
  asked: { readonly command: DraftAgreement; readonly agreement: Agreement; readonly renews: string | null },
  facts: Parameters<Rule<DraftAgreement, PartyFacts>>[2],
): readonly AgreementEvent[] => {
  const { entityId, terms: part } = asked.command;
  require(asked.agreement.phase === 'ABSENT', 'AGREEMENT_EXISTS', { state: asked.agreement.phase });
  requireAll(
    futureFault(facts),
    entityFault(facts.entity),
    ...termsFaults({ part, entityId, before: null }, facts, facts.actor.role),
  );
  const data = {
    ...{ agreementId: facts.id, entityId, entityVillage: facts.entity.villageCode },
    ...{ terms: termsOf(part, facts.households, null), renews: asked.renews, on: facts.effectiveDate },
  };
  return [{ type: 'AgreementDrafted', data }];
};

export const renew: Rule<RenewAgreement, RenewalFacts> = (command, agreement, facts) => {
  const { renewed } = facts;
  const { phase: state } = renewed;
  require(renewed.entityId === command.entityId, 'RENEWAL_OF_ANOTHER_ENTITY', {}, '/renews');
  require(state === 'IN_FORCE' || state === 'EXPIRED', 'AGREEMENT_NOT_RENEWABLE', { state }, '/renews');
  const endDate = renewed.terms?.endDate ?? null;
  const overlaps = endDate !== null && command.terms.startDate <= endDate;
  require(!overlaps, 'RENEWAL_OVERLAPS', { endDate }, '/terms/startDate');
  return drafted({ command, agreement, renews: command.renews }, facts);
};

export const revise: Rule<ReviseDraft, PartyFacts> = ({ terms: part }, agreement, facts) => {
  const { phase, entityId, terms: before } = agreement;
  require(phase === 'DRAFT' || phase === 'PENDING_SIGNATURE', 'AGREEMENT_NOT_DRAFT', { state: phase });
  requireAll(futureFault(facts), ...termsFaults({ part, entityId, before }, facts, facts.actor.role));
  const terms = termsOf(part, facts.households, before);
  return [{ type: 'AgreementDraftRevised', data: { terms, on: facts.effectiveDate } }];
};

export const submit: Rule<SubmitForSignature, Pick<PartyFacts, 'entity'> & SignLevelFacts> = (
  _command,
  { phase, terms, entityVillage },
  facts,
) => {
  if (phase === 'PENDING_SIGNATURE') return [];
  require(phase === 'DRAFT' && terms !== null && entityVillage !== null, 'AGREEMENT_NOT_DRAFT', {
    state: phase,
  });
  requireAll(futureFault(facts), entityFault(facts.entity));
  const villages = villagesOf(entityVillage, terms);
  const { requiredLevel, explanation } = levelRequired(villages, facts.signLevel);
  return [
    { type: 'AgreementSubmitted', data: { requiredLevel, villages, explanation, on: facts.effectiveDate } },
  ];
};
