import type { DivisionCode } from '@kernel/division-code';
import type { Asked } from '@command/handling';
import type { Lookup } from '@command/lookup';
import { agreement } from '@linkage/agreement/state';
import { entityVillage } from '@registry/entity/facts';
import { entity } from '@registry/entity/state';
import { household } from '@registry/household/state';
import { parameterInForce } from '@registry/parameter/facts';
import type { AdoptDividendScheme, DraftDividendScheme, ReviseDividendScheme } from './commands';
import type { EquityRule } from './equity';
import type { Share } from './events';
import type { DividendScheme } from './state';

export interface HouseholdKnown {
  readonly householdNo: string;
  readonly villageCode: DivisionCode;
  readonly hasVanished: boolean;
}

export interface EntityKnown {
  readonly phase: string;
  /** Home village; null where nobody knows the entity. */
  readonly villageCode: DivisionCode | null;
}

export interface AgreementKnown {
  readonly id: string;
  readonly phase: string;
  readonly entityId: string;
}

export interface DraftingFacts {
  readonly entity: EntityKnown;
  readonly agreement: AgreementKnown | null;
  /** By id; who is not there is unknown. */
  readonly households: Readonly<Record<string, HouseholdKnown | undefined>>;
}

/** What the county decided, as far as the terms ask for it. */
export interface AdoptionFacts extends Pick<DraftingFacts, 'entity' | 'agreement'> {
  readonly patronageMinimum: Share | null;
  readonly equityRule: EquityRule | null;
  /** `dividend.minFrequencyPerYear` */
  readonly leastTimesPerYear: number;
}

export const draftingFacts = async (
  { command }: Asked<DraftDividendScheme, DividendScheme>,
  lookup: Lookup,
): Promise<DraftingFacts> => ({
  entity: await entityKnown(command.entityId, lookup),
  agreement: await agreementKnown(command.agreementId ?? null, lookup),
  households: await householdsKnown(command, lookup),
});

export const revisionFacts = async (
  { command, state }: Asked<ReviseDividendScheme, DividendScheme>,
  lookup: Lookup,
): Promise<DraftingFacts> => ({
  entity: await entityKnown(state.entityId, lookup),
  agreement: await agreementKnown(state.agreementId, lookup),
  households: await householdsKnown(command, lookup),
});

type At = Parameters<typeof parameterInForce>[2];

/** @throws Refusal PARAMETER_NOT_CONFIGURED where the terms ask for what nobody decided */
export const adoptionFacts = async (
  { state, circumstances }: Asked<AdoptDividendScheme, DividendScheme>,
  lookup: Lookup,
): Promise<AdoptionFacts> => {
  const division = state.villageCode ?? circumstances.actor.scope;
  const at = { division, date: circumstances.effectiveDate };
  const takesFiscalMoney = state.terms !== null && state.terms.fiscalFundFen !== null;
  return {
    entity: await entityKnown(state.entityId, lookup),
    agreement: await agreementKnown(state.agreementId, lookup),
    patronageMinimum: state.terms?.mode === 'COOPERATIVE_SURPLUS' ? await patronageMinimum(lookup, at) : null,
    leastTimesPerYear: await leastTimesPerYear(lookup, at),
    equityRule: takesFiscalMoney ? await equityRule(lookup, at) : null,
  };
};

const patronageMinimum = async (lookup: Lookup, at: At): Promise<Share> =>
  (await parameterInForce(lookup, 'cooperative.patronageRefundMin', at)).value as Share;

const leastTimesPerYear = async (lookup: Lookup, at: At): Promise<number> =>
  (await parameterInForce(lookup, 'dividend.minFrequencyPerYear', at)).value as number;

const equityRule = async (lookup: Lookup, at: At): Promise<EquityRule> => {
  const share = await parameterInForce(lookup, 'equity.householdShareOfFiscalFund', at);
  const holder = await parameterInForce(lookup, 'equity.residualHolder', at);
  return {
    householdShare: share.value as Share,
    residualHolder: holder.value as string,
    parameters: [share, holder].map(({ key, source }) => ({ key, source })),
  };
};

export interface SuccessionFacts {
  /** Home of the successor. */
  readonly villageCode: DivisionCode;
}

/** @throws Refusal ENTITY_UNKNOWN */
export const successionFacts = async (
  { command: { successorId: entityId } }: { readonly command: { readonly successorId: string } },
  lookup: Lookup,
): Promise<SuccessionFacts> => ({ villageCode: await entityVillage({ entityId }, lookup) });

const entityKnown = async (id: string, lookup: Lookup): Promise<EntityKnown> =>
  (await lookup.load(entity, id)).state;

const agreementKnown = async (id: string | null, lookup: Lookup): Promise<AgreementKnown | null> => {
  if (id === null) return null;
  const { state } = await lookup.load(agreement, id);
  return { id, phase: state.phase, entityId: state.entityId };
};

const householdsKnown = async (
  { terms }: { readonly terms: { readonly beneficiaries: readonly { readonly householdId: string }[] } },
  lookup: Lookup,
): Promise<DraftingFacts['households']> => {
  const ids = [...new Set(terms.beneficiaries.map(({ householdId }) => householdId))];
  const known = await Promise.all(ids.map((id) => householdKnown(id, lookup)));
  return Object.fromEntries(
    known.flatMap((one, index) => (one === null ? [] : [[ids[index] ?? '', one] as const])),
  );
};

const householdKnown = async (id: string, lookup: Lookup): Promise<HouseholdKnown | null> => {
  const { state } = await lookup.load(household, id);
  const { householdNo, villageCode, phase } = state;
  return villageCode === null ? null : { householdNo, villageCode, hasVanished: phase === 'VANISHED' };
};
