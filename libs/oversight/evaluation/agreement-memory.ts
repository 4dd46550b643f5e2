import { addDays, addMonths, type CalendarDate } from '@kernel/calendar-date';
import { paysDividends, type DistributionMode } from '@kernel/linkage';
import type { AgreementEvent, AgreementTerms } from '@linkage/agreement/events';
import { firstOfYear, lastDayIn, spanAfter, type AgreementSpan } from './agreement-span';

/** What the paper promised from a day on. */
export type PaperVersion = {
  /** Null for the paper as concluded. */
  readonly on: CalendarDate | null;
  readonly householdIds: readonly string[];
  readonly promisedPerYearFen: number;
  readonly hasRiskClause: boolean;
  readonly mode: DistributionMode;
  /** `MM-DD` of each year. */
  readonly paymentDay: string;
};

export type AgreementMemory = {
  readonly id: string;
  readonly span: AgreementSpan;
  /** In the order of their days. */
  readonly versions: readonly PaperVersion[];
};

const versionOf = (terms: AgreementTerms, on: CalendarDate | null): PaperVersion => ({
  on,
  householdIds: terms.households.map(({ householdId }) => householdId),
  promisedPerYearFen: terms.promisedPerYearFen,
  hasRiskClause: terms.riskClauses.length > 0,
  mode: terms.distributionMode,
  paymentDay: terms.paymentDay,
});

const versionsAfter = (versions: readonly PaperVersion[], event: AgreementEvent): readonly PaperVersion[] => {
  if (event.type === 'AgreementDrafted' || event.type === 'AgreementDraftRevised')
    return [versionOf(event.data.terms, null)];
  if (event.type === 'AgreementAmended' || event.type === 'AgreementHouseholdSucceeded')
    return [...versions, versionOf(event.data.terms, event.data.on)];
  return versions;
};

export const rememberAgreement = (
  id: string,
  before: AgreementMemory | undefined,
  event: AgreementEvent,
): AgreementMemory | undefined => {
  const span = spanAfter(before?.span ?? null, event);
  return span === null ? undefined : { id, span, versions: versionsAfter(before?.versions ?? [], event) };
};

const paperOn = ({ versions }: AgreementMemory, day: CalendarDate): PaperVersion | undefined =>
  versions.findLast(({ on }) => on === null || on <= day);

/** R14 「每年按约定」: in force on the day of the year that it names, an agreement that pays dividends owed one in that year. */
export const owesDividendIn = ({ span, versions }: AgreementMemory, year: number): boolean => {
  const dayOf = (version: PaperVersion) => `${String(year)}-${version.paymentDay}`;
  const paper = versions.findLast((version) => version.on === null || version.on <= dayOf(version));
  const last = lastDayIn(span, year);
  if (paper === undefined || span.from === null || last === null || !paysDividends(paper.mode)) return false;
  return span.from <= dayOf(paper) && dayOf(paper) <= last;
};

/** An agreement in the year that is judged, on the last day of it on which it was in force. */
export interface JudgedAgreement {
  readonly id: string;
  readonly span: AgreementSpan;
  readonly lastDay: CalendarDate;
  readonly paper: PaperVersion;
  /** Whom any version of the paper lists. */
  readonly householdIds: readonly string[];
  /** Twelve times what was promised for the year. */
  readonly promisedTwelvefoldFen: number;
}

export const judgedIn = (agreement: AgreementMemory, year: number): readonly JudgedAgreement[] => {
  const lastDay = lastDayIn(agreement.span, year);
  const paper = lastDay === null ? undefined : paperOn(agreement, lastDay);
  if (lastDay === null || paper === undefined) return [];
  const { id, span } = agreement;
  const householdIds = [...new Set(agreement.versions.flatMap((version) => version.householdIds))];
  const promisedTwelvefoldFen = promisedTwelvefold(agreement, year);
  return [{ id, span, lastDay, paper, householdIds, promisedTwelvefoldFen }];
};

/** Each whole calendar month in force counts a twelfth of the yearly promise of the paper at its end. */
const promisedTwelvefold = (agreement: AgreementMemory, year: number): number => {
  const { from } = agreement.span;
  const until = lastDayIn(agreement.span, year);
  if (from === null || until === null) return 0;
  return monthsOf(year)
    .filter(({ first, last }) => from <= first && last <= until)
    .reduce((sum, { last }) => sum + (paperOn(agreement, last)?.promisedPerYearFen ?? 0), 0);
};

const monthsOf = (year: number) =>
  Array.from({ length: 12 }, (_, index) => addMonths(firstOfYear(year), index)).map((first) => ({
    first,
    last: addDays(addMonths(first, 1), -1),
  }));
