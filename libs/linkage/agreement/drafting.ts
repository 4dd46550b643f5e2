import { addDays, addMonths } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, reasonFault } from '@kernel/fault';
import { isIdle, isTaken, requireState } from '@kernel/lifecycle';
import { require, requireAll } from '@kernel/refusal';
import type {
  DraftAgreement,
  RenewAgreement,
  ReviseDraft,
  SubmitForSignature,
  WithdrawDraft,
} from './commands';
import type { AgreementEvent } from './events';
import type { AgreementTerms } from './paper';
import type { PartyFacts, RenewalFacts, SubmissionFacts } from './facts';
import { steps } from './lifecycle';
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
  requireState(steps.DraftAgreement, asked.agreement.phase);
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
  requireState(steps.ReviseDraft, phase);
  requireAll(futureFault(facts), ...termsFaults({ part, entityId, before }, facts, facts.actor.role));
  const terms = termsOf(part, facts.households, before);
  return [{ type: 'AgreementDraftRevised', data: { terms, on: facts.effectiveDate } }];
};

export const withdraw: Rule<WithdrawDraft, unknown> = (_command, { phase: state }, facts) => {
  if (isIdle(steps.WithdrawDraft, state)) return [];
  requireState(steps.WithdrawDraft, state);
  requireAll(futureFault(facts), reasonFault(facts));
  return [{ type: 'AgreementDraftWithdrawn', data: { cause: 'BY_DRAFTER', on: facts.effectiveDate } }];
};

/** S1 「周期短」: the place may ask for a least number of years; a shorter term is signed all the same, and said. */
const shorterThan = (
  { startDate, endDate }: AgreementTerms,
  { leastYears }: SubmissionFacts,
): Pick<Submitted, 'shorterThan'> => {
  if (leastYears === null) return {};
  const years = leastYears.value as number;
  const isShort = addDays(endDate, 1) < addMonths(startDate, 12 * years);
  return isShort ? { shorterThan: { years, source: leastYears.source } } : {};
};

type Submitted = Extract<AgreementEvent, { type: 'AgreementSubmitted' }>['data'];

export const submit: Rule<SubmitForSignature, SubmissionFacts> = (
  _command,
  { phase: state, terms, entityVillage },
  facts,
) => {
  const step = steps.SubmitForSignature;
  if (isIdle(step, state)) return [];
  require(isTaken(step, state) && terms !== null && entityVillage !== null, step.otherwise, { state });
  requireAll(futureFault(facts), entityFault(facts.entity));
  const villages = villagesOf(entityVillage, terms);
  const { requiredLevel, explanation } = levelRequired(villages, facts.signLevel);
  const data = { requiredLevel, villages, explanation, ...shorterThan(terms, facts) };
  return [{ type: 'AgreementSubmitted', data: { ...data, on: facts.effectiveDate } }];
};
