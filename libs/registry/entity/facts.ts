import type { CalendarDate } from '@kernel/calendar-date';
import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { evaluationId } from '@kernel/evaluation-id';
import { require } from '@kernel/refusal';
import type { Claim, Lookup } from '@command/lookup';
import { divisionIsUsed } from '@registry/division/facts';
import { requireNoErasure } from '@registry/erasure/facts';
import { parameterInForce } from '@registry/parameter/facts';
import type {
  CorrectEntityData,
  MergeDuplicateEntity,
  RegisterEntity,
  RestoreEligibility,
  RevokeEligibility,
} from './commands';
import type { CorrectionFacts } from './correcting';
import type { RestorationFacts } from './decider';
import type { SealedManager } from './events';
import { judgementTrace, yearsJudged, type Judgement } from './judgement';
import type { MergingFacts } from './merging';
import type { RegistrationFacts } from './register';
import { agreementTrace, failureOf, rectificationTrace, type RevocationProof } from './revocation-proof';
import { entity, type Entity } from './state';
import type { Unfinished, UnfinishedFacts } from './unfinished';

interface Manager {
  readonly managerName: string;
  readonly managerPhone?: string;
}

const sealedManager = (
  lookup: Lookup,
  entityId: string,
  { managerName, managerPhone }: Manager,
): Promise<SealedManager> =>
  lookup.seal(entityId, { managerName, ...(managerPhone === undefined ? {} : { managerPhone }) });

/** @throws Refusal ERASURE_UNDER_WAY */
export const nextManagerFacts = async (
  { command, circumstances: { id } }: { readonly command: Manager; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<{ readonly manager: SealedManager }> => {
  await requireNoErasure(lookup, id);
  return { manager: await sealedManager(lookup, id, command) };
};

export const registrationFacts = async (
  lookup: Lookup,
  command: RegisterEntity,
  { id, effectiveDate }: Circumstances,
): Promise<RegistrationFacts> => ({
  manager: await sealedManager(lookup, id, command),
  villageIsUsed: await divisionIsUsed(lookup, command.villageCode, effectiveDate),
});

export const correctionFacts = async (
  {
    command: { villageCode },
    circumstances,
  }: { readonly command: CorrectEntityData; readonly circumstances: Circumstances },
  lookup: Lookup,
): Promise<CorrectionFacts> => ({
  villageIsUsed:
    villageCode === undefined || (await divisionIsUsed(lookup, villageCode, circumstances.effectiveDate)),
});

/** @throws Refusal ENTITY_UNKNOWN */
export const registeredEntity = async (
  lookup: Lookup,
  id: string,
  pointer = '/entityId',
): Promise<Entity & { readonly villageCode: DivisionCode }> => {
  const { villageCode, ...known } = (await lookup.load(entity, id)).state;
  require(villageCode !== null, 'ENTITY_UNKNOWN', {}, pointer);
  return { ...known, villageCode };
};

/** Where what is asked of an entity is judged. @throws Refusal ENTITY_UNKNOWN */
export const entityVillage = async (
  { entityId }: { readonly entityId: string },
  lookup: Lookup,
): Promise<DivisionCode> => (await registeredEntity(lookup, entityId)).villageCode;

/** @throws Refusal ENTITY_UNKNOWN */
export const mergingFacts = async (
  asked: Leaving & { readonly command: MergeDuplicateEntity },
  lookup: Lookup,
): Promise<MergingFacts> => ({
  survivor: await registeredEntity(lookup, asked.command.into, '/into'),
  ...(await unfinishedFacts(asked, lookup)),
});

interface Restoring {
  readonly command: RestoreEligibility;
  readonly state: Entity;
  readonly circumstances: Circumstances;
}

export const restorationFacts = async (
  { command: { evaluationId }, state: { villageCode }, circumstances }: Restoring,
  lookup: Lookup,
): Promise<RestorationFacts> => {
  const { trial } = (await lookup.load(judgementTrace, evaluationId)).state;
  if (villageCode === null) return { minYears: 0, trial };
  const at = { division: villageCode, date: circumstances.effectiveDate };
  return { minYears: (await parameterInForce(lookup, 'revocation.minYears', at)).value as number, trial };
};

/** Every agreement of an entity takes it when it is drafted, so that those in force are found before the entity leaves the register. */
export const agreementOf = (id: string): Claim => ({ kind: 'agreementOfEntity', key: id, shared: true });

/** The same of every rectification that is ordered. */
export const rectificationOf = (id: string): Claim => ({
  ...{ kind: 'rectificationOfEntity', key: id, shared: true },
});

interface Judged {
  readonly entityId: string;
  readonly since: CalendarDate | null;
  readonly today: CalendarDate;
}

/** What the evaluations of an entity say that may judge anything since a day. */
export const judgementsOf = (
  { entityId, since, today }: Judged,
  lookup: Lookup,
): Promise<readonly (Judgement & { readonly year: number })[]> =>
  Promise.all(
    yearsJudged(since, today).map(async (year) => ({
      ...(await lookup.load(judgementTrace, evaluationId(entityId, year))).state,
      year,
    })),
  );

interface Leaving {
  readonly state: Entity;
  readonly circumstances: Circumstances;
}

/** Agreements and orders of before they took a claim are found where an evaluation has judged them. */
export const unfinishedFacts = async (
  { state: { registeredOn: since }, circumstances: { id: entityId, today } }: Leaving,
  lookup: Lookup,
): Promise<UnfinishedFacts> => {
  const judgements = await judgementsOf({ entityId, since, today }, lookup);
  const judged = judgements.flatMap(({ agreementIds }) => agreementIds);
  const known = await each([...judged, ...(await lookup.takersOf(agreementOf(entityId)))], async (id) => ({
    ...{ id, ...(await lookup.load(agreementTrace, id)).state },
  }));
  const papers = known.filter((paper) => paper.entityId === entityId);
  const told = papers.flatMap(({ orders }) => orders);
  const orders = await each([...told, ...(await lookup.takersOf(rectificationOf(entityId)))], async (id) => ({
    ...{ rectificationId: id, ...(await lookup.load(rectificationTrace, id)).state },
  }));
  const unfinished: Unfinished = {
    inForce: papers.filter(({ isInForce }) => isInForce).map(({ id }) => id),
    beingSigned: papers.filter(({ isBeingSigned }) => isBeingSigned).map(({ id }) => id),
    orders: orders.filter(({ isOpen }) => isOpen).map(({ rectificationId }) => rectificationId),
    judgedYears: judgements.filter(({ isAwaited }) => isAwaited).map(({ year }) => year),
    openYears: judgements.filter(({ isOpen }) => isOpen).map(({ year }) => year),
    evaluatedThrough: judgements.findLast(({ trial }) => trial !== null)?.year ?? null,
    failed: orders.flatMap(({ rectificationId, failedOn: on, agreementIds }) =>
      on === null || agreementIds.length === 0 ? [] : [{ rectificationId, on }],
    ),
  };
  return { unfinished };
};

/** Each id once. */
const each = <T>(ids: readonly string[], know: (id: string) => Promise<T>): Promise<readonly T[]> =>
  Promise.all([...new Set(ids)].map(know));

export const revocationProof = async (
  { command: { agreementId, rectificationId } }: { readonly command: RevokeEligibility },
  lookup: Lookup,
): Promise<RevocationProof> => {
  const trace = async (id: string) => (await lookup.load(agreementTrace, id)).state;
  const named = await trace(agreementId);
  const [agreementOf, ending, failure] = [named.entityId, named.ending, failureOf(named, rectificationId)];
  if (failure === null) return { agreementOf, ending, failure, running: [] };
  const { failedOn, agreementIds } = (await lookup.load(rectificationTrace, failure.rectificationId)).state;
  const concerned = await Promise.all(agreementIds.map(async (id) => ({ id, ...(await trace(id)) })));
  const running = concerned.filter(({ isInForce }) => isInForce).map(({ id }) => id);
  return { agreementOf, ending, failure: failedOn === null ? null : failure, running };
};
