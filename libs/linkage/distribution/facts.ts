import { asOf } from '@kernel/as-of';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { require } from '@kernel/refusal';
import type { Asked } from '@command/handling';
import type { Claim, Lookup } from '@command/lookup';
import { agreement, type Agreement } from '@linkage/agreement/state';
import { dividendScheme, type DividendScheme } from '@linkage/dividend-scheme/state';
import { standingOn } from '@linkage/household-binding/facts';
import { targetGroups } from '@registry/household/facts';
import { household, type Household } from '@registry/household/state';
import { parameterInForce } from '@registry/parameter/facts';
import { carriedInto } from './carrying';
import type { DeclareDistribution } from './commands';
import { recordDateOf, type EntitlementFacts, type Standing } from './entitlement';
import type { CarriedIn } from './events';
import { unpaidIn, unpaidOf } from './ledger';
import { waiting } from './payment';
import { distribution, type Distribution } from './state';

/** A distribution that stands: declared, and not withdrawn. */
export interface OtherPeriod {
  readonly periodFrom: CalendarDate;
  readonly periodTo: CalendarDate;
}

export interface DeclarationFacts {
  readonly scheme: Omit<DividendScheme, 'draftedBy'>;
  /** Which the scheme rests on; null where it names none. */
  readonly agreement: Pick<Agreement, 'phase' | 'inForceFrom' | 'endedOn' | 'terms'> | null;
  /** `dividend.overdueGraceDays` */
  readonly graceDays: number;
  /** The scheme's other distributions that stand. */
  readonly others: readonly OtherPeriod[];
  /** From those before the period. */
  readonly carriedIn: readonly CarriedIn[];
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

/** What is due to one household of a distribution and not paid. */
export interface UnpaidLine {
  readonly distributionId: string;
  readonly unpaidFen: number;
  /** It stands in a bank file that nobody has confirmed yet. */
  readonly isBeingPaid: boolean;
}

/** Under the agreements, and of the distributions that are named besides. */
export const unpaidLinesOf = async (
  householdId: string,
  { agreementIds, named }: { readonly agreementIds: readonly string[]; readonly named: readonly string[] },
  lookup: Lookup,
): Promise<readonly UnpaidLine[]> => {
  const under = await Promise.all(agreementIds.map((id) => lookup.takersOf(underAgreement(id))));
  const lines: UnpaidLine[] = [];
  for (const distributionId of new Set([...under.flat(), ...named])) {
    const { state } = await lookup.load(distribution, distributionId);
    const line = Object.hasOwn(state.ledger, householdId) ? state.ledger[householdId] : undefined;
    const unpaidFen = line === undefined || state.phase !== 'APPROVED' ? 0 : unpaidOf(line);
    if (unpaidFen > 0)
      lines.push({ distributionId, unpaidFen, isBeingPaid: waiting(state).has(householdId) });
  }
  return lines;
};

const othersOf = async (
  { command, circumstances }: Asked<DeclareDistribution, Distribution>,
  lookup: Lookup,
): Promise<Pick<DeclarationFacts, 'others' | 'carriedIn' | 'isPending'>> => {
  const claim = declarationClaim(command);
  const holder = await lookup.holderOf(claim, distribution.category);
  const ids = (await lookup.takersOf(claim)).filter((id) => id !== circumstances.id);
  const loaded = await Promise.all(ids.map(async (id) => ({ id, ...(await lookup.load(distribution, id)) })));
  const standing = loaded.flatMap(({ id, state: { phase, periodFrom, periodTo, ledger, basis } }) =>
    phase === 'WITHDRAWN' || periodFrom === null || periodTo === null
      ? []
      : [{ id, periodFrom, periodTo, ledger, carriedIn: basis?.carriedIn ?? [] }],
  );
  const others = standing.map(({ periodFrom, periodTo }) => ({ periodFrom, periodTo }));
  const last = ids.indexOf(holder ?? '');
  const carriedIn = carriedInto(command.periodFrom, standing);
  return { others, carriedIn, isPending: last >= 0 && loaded[last]?.exists === false };
};

type At = Parameters<typeof parameterInForce>[2];

interface TargetRule {
  readonly parameters: EntitlementFacts['targetParameters'];
  readonly isTarget: (state: Household) => boolean;
}

const EVERYBODY: TargetRule = { parameters: [], isTarget: () => true };

/** Who is in the target group, where the money is fiscal. @throws Refusal PARAMETER_NOT_CONFIGURED */
const targetRule = async (lookup: Lookup, at: At): Promise<TargetRule> => {
  const categories = await parameterInForce(lookup, 'coverage.targetCategories', at);
  const includes = await parameterInForce(lookup, 'coverage.includeRiskEliminated', at);
  return {
    parameters: [categories, includes].map(({ key, source }) => ({ key, source })),
    isTarget: (state) => {
      const groups = targetGroups(state, includes.value as boolean);
      return groups.some((group) => (categories.value as readonly string[]).includes(group));
    },
  };
};

/** How the households of the scheme stood on the record date, as far as is known today. */
export const entitlementFacts = async (
  { state }: Pick<Asked<object, Distribution>, 'state'>,
  lookup: Lookup,
): Promise<EntitlementFacts> => {
  const { basis, entityId, schemeId, villageCode: division } = state;
  const day = recordDateOf(state);
  if (basis === null || day === null || division === null) return { standings: {}, targetParameters: [] };
  const rule = basis.equity === null ? EVERYBODY : await targetRule(lookup, { division, date: day });
  const { predecessorIds } = (await lookup.load(dividendScheme, schemeId)).state;
  const entityIds = [entityId, ...predecessorIds];
  const standings: Record<string, Standing> = {};
  for (const { householdId } of basis.terms.beneficiaries) {
    const { state: known } = await lookup.load(asOf(household, day), householdId);
    const binding = await standingOn({ householdId, entityIds }, day, lookup);
    const hasVanished = known.phase === 'VANISHED';
    standings[householdId] = { hasVanished, binding, isTarget: rule.isTarget(known) };
  }
  return { standings, targetParameters: rule.parameters };
};

export { successionFacts, type SuccessionFacts } from '@linkage/dividend-scheme/facts';

/** Where a declaration is judged. @throws Refusal SCHEME_UNKNOWN */
export const schemeVillage = async (
  { schemeId }: DeclareDistribution,
  lookup: Lookup,
): Promise<DivisionCode> => {
  const { villageCode } = (await lookup.load(dividendScheme, schemeId)).state;
  require(villageCode !== null, 'SCHEME_UNKNOWN', {}, '/schemeId');
  return villageCode;
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED: when money is overdue, and whose it is, is decided before it is promised */
export const declarationFacts = async (
  asked: Asked<DeclareDistribution, Distribution>,
  lookup: Lookup,
): Promise<DeclarationFacts> => {
  const { command, circumstances } = asked;
  const { state: scheme } = await lookup.load(dividendScheme, command.schemeId);
  const division = scheme.villageCode ?? circumstances.actor.scope;
  const date = circumstances.effectiveDate;
  const grace = await parameterInForce(lookup, 'dividend.overdueGraceDays', { division, date });
  if (scheme.equity !== null) await targetRule(lookup, { division, date });
  const others = await othersOf(asked, lookup);
  const rests = scheme.agreementId === null ? null : (await lookup.load(agreement, scheme.agreementId)).state;
  return { scheme, agreement: rests, graceDays: grace.value as number, ...others };
};
