import type { Claim, Lookup } from '@command/lookup';
import { owedUnder } from '@linkage/distribution/facts';
import { householdBinding, householdBindingId } from '@linkage/household-binding/state';
import { agreementOf, judgementsOf, registeredEntity } from '@registry/entity/facts';
import { household } from '@registry/household/state';
import { parameterIfSet, parameterInForce } from '@registry/parameter/facts';
import type { Circumstances } from '@kernel/decider';
import type { DraftAgreement, RenewAgreement, SignAgreement, SucceedEntity } from './commands';
import { holdsNumber, numberClaim, type NumberFacts, type SigningFacts } from './numbering';
import type { HouseholdKnown, PartyFacts, SuccessionFacts } from './parties';
import type { SignLevelParameter, SignLevelTable } from './sign-level';
import { agreement, type Agreement } from './state';
import type { TermsPart } from '@validation/paper';

export type { PartyFacts } from './parties';

export interface RenewalFacts extends PartyFacts {
  readonly renewed: Pick<Agreement, 'phase' | 'entityId' | 'terms'>;
}

export interface SignLevelFacts {
  readonly signLevel: SignLevelParameter;
}

export interface SubmissionFacts extends SignLevelFacts, Pick<PartyFacts, 'entity'> {
  /** `linkage.minYears`: it only warns, so it may be undecided. */
  readonly leastYears: Awaited<ReturnType<typeof parameterIfSet>>;
}

export interface OwedFacts {
  /** Dividends of the agreement that are due and not paid. */
  readonly owedFen: number;
}

export interface PartingFacts extends OwedFacts {
  /** Year of an evaluation that judges the agreement, or what it renews, while its result is awaited; null where there is none. */
  readonly judgedYear: number | null;
}

interface Asking<C> {
  readonly command: C;
  readonly state: Agreement;
  readonly circumstances: Circumstances;
}

export const partiesOfDraft = async (
  { command }: { readonly command: DraftAgreement },
  lookup: Lookup,
): Promise<PartyFacts> => ({
  entity: await registeredEntity(lookup, command.entityId),
  ...(await named(command.terms, lookup)),
});

export const partiesOfRenewal = async (
  asked: { readonly command: RenewAgreement },
  lookup: Lookup,
): Promise<RenewalFacts> => ({
  ...(await partiesOfDraft(asked, lookup)),
  renewed: (await lookup.load(agreement, asked.command.renews)).state,
});

export const partiesOfRevision = async (
  { command, state }: { readonly command: { readonly terms: TermsPart }; readonly state: Agreement },
  lookup: Lookup,
): Promise<PartyFacts> => ({
  entity: await registeredEntity(lookup, state.entityId),
  ...(await named(command.terms, lookup)),
});

/** @throws Refusal PARAMETER_NOT_CONFIGURED */
export const signLevelFacts = async (
  { state, circumstances }: Omit<Asking<object>, 'command'>,
  lookup: Lookup,
): Promise<Pick<PartyFacts, 'entity'> & SignLevelFacts> => {
  const known = await registeredEntity(lookup, state.entityId);
  const division = state.entityVillage ?? known.villageCode;
  const date = circumstances.effectiveDate;
  const { value, source } = await parameterInForce(lookup, 'agreement.signLevel', { division, date });
  return { entity: known, signLevel: { table: value as SignLevelTable, source, division } };
};

export const submissionFacts = async (
  asked: Omit<Asking<object>, 'command'>,
  lookup: Lookup,
): Promise<SubmissionFacts> => {
  const known = await signLevelFacts(asked, lookup);
  const { division } = known.signLevel;
  const at = { division, date: asked.circumstances.effectiveDate };
  return { ...known, leastYears: await parameterIfSet(lookup, 'linkage.minYears', at) };
};

export const entityFacts = async (
  { state }: Pick<Asking<object>, 'state'>,
  lookup: Lookup,
): Promise<Pick<PartyFacts, 'entity'>> => ({ entity: await registeredEntity(lookup, state.entityId) });

export const owedFacts = async (
  { circumstances }: Pick<Asking<object>, 'circumstances'>,
  lookup: Lookup,
): Promise<OwedFacts> => ({ owedFen: await owedUnder(circumstances.id, lookup) });

export const partingFacts = async (
  asked: Omit<Asking<object>, 'command'>,
  lookup: Lookup,
): Promise<PartingFacts> => ({
  ...(await owedFacts(asked, lookup)),
  judgedYear: await judgedYear(asked, lookup),
});

const judgedYear = async (
  { state: { entityId, inForceFrom, renews }, circumstances: { id, today } }: Omit<Asking<object>, 'command'>,
  lookup: Lookup,
): Promise<number | null> => {
  const judgements = await judgementsOf({ entityId, since: inForceFrom, today }, lookup);
  const awaited = judgements.find(
    ({ isAwaited, agreementIds }) => isAwaited && agreementIds.some((one) => one === id || one === renews),
  );
  return awaited?.year ?? null;
};

export const amendmentFacts = async (
  asked: Asking<{ readonly terms: TermsPart }>,
  lookup: Lookup,
): Promise<PartyFacts & SignLevelFacts> => ({
  ...(await named(asked.command.terms, lookup)),
  ...(await signLevelFacts(asked, lookup)),
});

export const signingFacts = async (
  { command, state }: Asking<SignAgreement>,
  lookup: Lookup,
): Promise<SigningFacts> => {
  const agreementNo = command.party === 'GOVERNMENT' ? command.agreementNo : undefined;
  return {
    entity: await registeredEntity(lookup, state.entityId),
    ...(await numberFacts({ command: { agreementNo }, state }, lookup)),
  };
};

export const numberFacts = async (
  {
    command: { agreementNo = '' },
    state,
  }: { readonly command: { readonly agreementNo?: string | undefined }; readonly state: Agreement },
  lookup: Lookup,
): Promise<NumberFacts> => {
  const claim = numberClaim(agreementNo, state);
  const holder = claim === null ? null : await lookup.holderOf(claim, agreement.category);
  const isHeld = holder !== null && holdsNumber((await lookup.load(agreement, holder)).state, agreementNo);
  return { numberClaim: claim, numberHolder: isHeld ? holder : null };
};

/** @throws Refusal ENTITY_UNKNOWN */
export const successionFacts = async (
  { command: { successorId }, state: { terms } }: Asking<SucceedEntity>,
  lookup: Lookup,
): Promise<SuccessionFacts> => {
  const named = terms?.households.flatMap(({ bindingId }) => bindingId ?? []) ?? [];
  const known = await each(named, async (id) => (await lookup.load(householdBinding, id)).state);
  const { villageCode: entityVillage } = await registeredEntity(lookup, successorId);
  const passing = Object.entries(known).map(
    ([id, { householdId, industry }]) =>
      [id, industry && householdBindingId(householdId, successorId, industry)] as const,
  );
  return { entityVillage, bindings: Object.fromEntries(passing) };
};

/** By which it is found from its entity. */
export const entityClaims = ({ entityId }: Pick<DraftAgreement, 'entityId'>): readonly Claim[] => [
  agreementOf(entityId),
];

const named = async (
  { households }: TermsPart,
  lookup: Lookup,
): Promise<Pick<PartyFacts, 'households' | 'bindings'>> => {
  const bindingIds = households.flatMap(({ bindingId }) => bindingId ?? []);
  return {
    households: await each(
      households.map(({ householdId }) => householdId),
      (id) => householdKnown(id, lookup),
    ),
    bindings: await each(bindingIds, async (id) => (await lookup.load(householdBinding, id)).state),
  };
};

const householdKnown = async (id: string, lookup: Lookup): Promise<HouseholdKnown | undefined> => {
  const { villageCode, phase } = (await lookup.load(household, id)).state;
  return villageCode === null ? undefined : { villageCode, hasVanished: phase === 'VANISHED' };
};

const each = async <T>(
  ids: readonly string[],
  know: (id: string) => Promise<T>,
): Promise<{ readonly [id: string]: T }> =>
  Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await know(id)] as const)));
