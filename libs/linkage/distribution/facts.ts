import type { CalendarDate } from '@kernel/calendar-date';
import type { Asked } from '@command/handling';
import type { Claim, Lookup } from '@command/lookup';
import { dividendScheme, type DividendScheme } from '@linkage/dividend-scheme/state';
import { parameterInForce } from '@registry/parameter/facts';
import type { DeclareDistribution } from './commands';
import { unpaidIn } from './ledger';
import { distribution, type Distribution } from './state';

/** A distribution that stands: declared, and not withdrawn. */
export interface OtherPeriod {
  readonly periodFrom: CalendarDate;
  readonly periodTo: CalendarDate;
}

export interface DeclarationFacts {
  readonly scheme: Omit<DividendScheme, 'draftedBy'>;
  /** `dividend.overdueGraceDays` */
  readonly graceDays: number;
  /** The scheme's other distributions that stand. */
  readonly others: readonly OtherPeriod[];
  /** Somebody declares another one at this moment: its period is not known yet. */
  readonly isPending: boolean;
}

/** Passed on from one distribution of the scheme to the next: no two are declared without seeing each other. */
export const declarationClaim = ({ schemeId }: DeclareDistribution): Claim => ({
  kind: 'distributionOfScheme',
  key: schemeId,
});

/** Every distribution under an agreement takes it, so that what is owed under the agreement can be told. */
export const underAgreement = (agreementId: string): Claim => ({
  ...{ kind: 'distributionUnderAgreement', key: agreementId, shared: true },
});

/** What is due under an agreement and not paid. */
export const owedUnder = async (agreementId: string, lookup: Lookup): Promise<number> => {
  const ids = await lookup.takersOf(underAgreement(agreementId));
  const loaded = await Promise.all(ids.map((id) => lookup.load(distribution, id)));
  return loaded.reduce((sum, { state }) => sum + unpaidIn(state.ledger).unpaidFen, 0);
};

const othersOf = async (
  own: string,
  claim: Claim,
  lookup: Lookup,
): Promise<Pick<DeclarationFacts, 'others' | 'isPending'>> => {
  const holder = await lookup.holderOf(claim, distribution.category);
  const ids = (await lookup.takersOf(claim)).filter((id) => id !== own);
  const loaded = await Promise.all(ids.map((id) => lookup.load(distribution, id)));
  const others = loaded.flatMap(({ state: { phase, periodFrom, periodTo } }) =>
    phase === 'WITHDRAWN' || periodFrom === null || periodTo === null ? [] : [{ periodFrom, periodTo }],
  );
  const last = ids.indexOf(holder ?? '');
  return { others, isPending: last >= 0 && loaded[last]?.exists === false };
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED: when money is overdue is decided before it is promised */
export const declarationFacts = async (
  { command, circumstances }: Asked<DeclareDistribution, Distribution>,
  lookup: Lookup,
): Promise<DeclarationFacts> => {
  const { state: scheme } = await lookup.load(dividendScheme, command.schemeId);
  const division = scheme.villageCode ?? circumstances.actor.scope;
  const date = circumstances.effectiveDate;
  const grace = await parameterInForce(lookup, 'dividend.overdueGraceDays', { division, date });
  const others = await othersOf(circumstances.id, declarationClaim(command), lookup);
  return { scheme, graceDays: grace.value as number, ...others };
};
