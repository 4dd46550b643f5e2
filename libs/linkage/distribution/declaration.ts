import { addDays, addMonths, calendarDate, laterOf, yearOf, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { futureFault, orderFault, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { AgreementTerms } from '../agreement/events';
import { sharesProfit } from './allocation';
import type { DeclareDistribution, SurplusStatementPart } from './commands';
import type { DistributionEvent, SurplusStatement } from './events';
import type { DeclarationFacts } from './facts';
import { listFault, repeated } from './fault';
import { steps } from './lifecycle';
import { wholeMonths } from './period';
import type { Distribution } from './state';
import type { SchemeTerms } from '../dividend-scheme/events';

type Known = Parameters<Decide<DeclareDistribution, Distribution, DistributionEvent, DeclarationFacts>>[2];

/** A profit is known when the period is over, and is believed when a statement shows it. */
const profitFaults = (
  command: DeclareDistribution,
  { mode }: SchemeTerms,
  facts: Known,
): readonly Fault[] => {
  const fromSurplus = mode === 'COOPERATIVE_SURPLUS';
  if (!fromSurplus && !sharesProfit(mode)) return [];
  const { profitEvidence, periodTo } = command;
  return [
    periodTo > facts.today && unmet('PERIOD_NOT_OVER', { periodTo }, '/periodTo'),
    fromSurplus ? statementFault(command) : profitFault(command, mode),
    profitEvidence === undefined && unmet('PROFIT_EVIDENCE_MISSING', { mode }, '/profitEvidence'),
  ];
};

const statementFault = ({ surplus }: DeclareDistribution): Fault =>
  surplus === undefined && unmet('SURPLUS_STATEMENT_MISSING', {}, '/surplus');

const profitFault = ({ profitFen }: DeclareDistribution, mode: string): Fault =>
  profitFen === undefined && unmet('PROFIT_MISSING', { mode }, '/profitFen');

/** Every household of the pool has one account, and the accounts fit into the totals. */
const surplusFaults = (
  surplus: SurplusStatementPart | undefined,
  { mode, beneficiaries }: SchemeTerms,
): readonly Fault[] => {
  if (surplus === undefined || mode !== 'COOPERATIVE_SURPLUS') return [];
  const at = '/surplus/members';
  const members = surplus.members.map(({ householdId }) => householdId);
  const pool = beneficiaries.map(({ householdId }) => householdId);
  const volume = surplus.members.reduce((sum, member) => sum + member.volume, 0);
  const capitalFen = surplus.members.reduce((sum, member) => sum + member.capitalFen, 0);
  return [
    listFault('HOUSEHOLD_LISTED_TWICE', repeated(members), at),
    listFault(
      'HOUSEHOLD_NOT_IN_SCHEME',
      members.filter((id) => !pool.includes(id)),
      at,
    ),
    listFault(
      'MEMBER_ACCOUNT_MISSING',
      pool.filter((id) => !members.includes(id)),
      at,
    ),
    volume > surplus.totalVolume && unmet('MEMBERS_EXCEED_TOTAL', { volume }, '/surplus/totalVolume'),
    capitalFen > surplus.totalCapitalFen &&
      unmet('MEMBERS_EXCEED_TOTAL', { capitalFen }, '/surplus/totalCapitalFen'),
  ];
};

const statementOf = (part: SurplusStatementPart): SurplusStatement => ({
  ...{ surplusFen: part.surplusFen, pastLossFen: part.pastLossFen, reserveFen: part.reserveFen },
  ...{ totalVolume: part.totalVolume, totalCapitalFen: part.totalCapitalFen },
  members: part.members.map(({ householdId, volume, capitalFen }) => ({ householdId, volume, capitalFen })),
});

/** The scheme as adopted. */
interface Adopted {
  readonly villageCode: DivisionCode;
  readonly terms: SchemeTerms;
}

const adopted = ({ entityId }: DeclareDistribution, { scheme }: Known): Adopted => {
  const { phase: state, terms, villageCode } = scheme;
  require(villageCode !== null, 'SCHEME_UNKNOWN', {}, '/schemeId');
  require(state === 'ADOPTED' && terms !== null, 'SCHEME_NOT_ADOPTED', { state }, '/schemeId');
  require(scheme.entityId === entityId, 'SCHEME_OF_ANOTHER_ENTITY', {}, '/entityId');
  return { villageCode, terms };
};

const periodFault = ({ periodFrom, periodTo }: DeclareDistribution, months: number | null): Fault =>
  months === null && unmet('PERIOD_NOT_WHOLE_MONTHS', { periodFrom, periodTo }, '/periodTo');

/** S2 「每年按约定给贫困户分红」: the next pay day of the scheme once the period is over and the dividend is declared. */
const latestPayDate = (periodTo: CalendarDate, payDay: string, on: CalendarDate): CalendarDate => {
  const since = laterOf(periodTo, on);
  const sameYear = calendarDate(`${since.slice(0, 4)}-${payDay}`);
  return since <= sameYear ? sameYear : addMonths(sameYear, 12);
};

const payDateFaults = (
  { payDate, periodTo }: DeclareDistribution,
  { payDay }: SchemeTerms,
  { effectiveDate: on }: Known,
): readonly Fault[] => {
  const latest = latestPayDate(periodTo, payDay, on);
  return [
    payDate < on && unmet('PAY_DATE_BEFORE_DECLARATION', { on }, '/payDate'),
    payDate > latest && unmet('PAY_DATE_AFTER_AGREED', { payDay, latest }, '/payDate'),
  ];
};

/** Whoever was paid for a month is not paid for it again; and no more often than the village adopted. */
const periodFaults = (
  { periodFrom, periodTo }: DeclareDistribution,
  { timesPerYear }: SchemeTerms,
  { others, isPending }: Known,
): readonly Fault[] => {
  const overlapping = others.find((other) => other.periodFrom <= periodTo && periodFrom <= other.periodTo);
  const year = yearOf(periodTo);
  const declared = others.filter((other) => yearOf(other.periodTo) === year).length;
  return [
    isPending && unmet('SCHEME_DECLARATION_PENDING', {}, '/schemeId'),
    overlapping !== undefined && unmet('DISTRIBUTION_PERIOD_OVERLAPS', { ...overlapping }, '/periodFrom'),
    declared >= timesPerYear &&
      unmet('DISTRIBUTION_TOO_FREQUENT', { timesPerYear, declared, year }, '/periodTo'),
  ];
};

/**
 * R14 「按约定」: a period begins in the life of the agreement, and may be declared when that is over. Nothing was agreed for the
 * days before it is in force, by its paper where it is not yet, for a period that begins later, nor under an agreement that ended
 * before it came into force.
 */
const agreementFault = ({ periodFrom }: DeclareDistribution, { agreement }: Known): Fault => {
  if (agreement === null || agreement.terms === null) return null;
  const { phase: state, inForceFrom, endedOn, terms } = agreement;
  if (endedOn !== null && inForceFrom === null)
    return unmet('AGREEMENT_NOT_IN_FORCE', { state }, '/schemeId');
  const since = inForceFrom ?? terms.startDate;
  if (periodFrom < since) return unmet('PERIOD_BEFORE_AGREEMENT', { since }, '/periodFrom');
  const from = overFrom(terms, endedOn);
  return periodFrom >= from && unmet('PERIOD_AFTER_AGREEMENT', { from }, '/periodFrom');
};

/** The first day on which nothing is agreed any more. */
const overFrom = ({ endDate }: AgreementTerms, endedOn: CalendarDate | null): CalendarDate => {
  const termOver = addDays(endDate, 1);
  return endedOn !== null && endedOn < termOver ? endedOn : termOver;
};

const evidenceOf = ({ profitFen, profitEvidence, surplus }: DeclareDistribution) => ({
  profitFen: profitFen ?? null,
  profitEvidence: profitEvidence ?? null,
  surplus: surplus === undefined ? null : statementOf(surplus),
});

export const declare: Decide<DeclareDistribution, Distribution, DistributionEvent, DeclarationFacts> = (
  command,
  distribution,
  facts,
) => {
  const { schemeId, entityId, periodFrom, periodTo, payDate, surplus } = command;
  requireState(steps.DeclareDistribution, distribution.phase, { periodFrom, periodTo });
  const { villageCode, terms } = adopted(command, facts);
  const months = wholeMonths(periodFrom, periodTo);
  requireAll(
    futureFault(facts),
    orderFault(distribution.since, facts.effectiveDate),
    orderFault(facts.scheme.since, facts.effectiveDate),
    periodFault(command, months),
    ...periodFaults(command, terms, facts),
    agreementFault(command, facts),
    ...payDateFaults(command, terms, facts),
    ...profitFaults(command, terms, facts),
    ...surplusFaults(surplus, terms),
  );
  const { version: schemeVersion, agreementId, equity } = facts.scheme;
  const data = {
    ...{ distributionId: facts.id, schemeId, schemeVersion, entityId, agreementId, villageCode },
    ...{ terms, equity, periodFrom, periodTo, months: months ?? 0 },
    ...{ ...evidenceOf(command), carriedIn: facts.carriedIn },
    ...{ payDate, graceDays: facts.graceDays, declaredBy: facts.actor.user, on: facts.effectiveDate },
  };
  return [{ type: 'DistributionDeclared', data }];
};
