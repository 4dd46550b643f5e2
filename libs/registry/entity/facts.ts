import type { Circumstances } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { require } from '@kernel/refusal';
import type { Lookup } from '@command/lookup';
import { divisionIsUsed } from '@registry/division/facts';
import { requireNoErasure } from '@registry/erasure/facts';
import { parameterInForce } from '@registry/parameter/facts';
import type { MergeDuplicateEntity, RegisterEntity, RestoreEligibility, RevokeEligibility } from './commands';
import type { RestorationFacts } from './decider';
import type { SealedManager } from './events';
import type { MergingFacts } from './merging';
import type { RegistrationFacts } from './register';
import { evaluationTrace } from './restoration-proof';
import { agreementTrace, failureOf, rectificationTrace, type RevocationProof } from './revocation-proof';
import { entity, type Entity } from './state';

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
  { command }: { readonly command: MergeDuplicateEntity },
  lookup: Lookup,
): Promise<MergingFacts> => ({ survivor: await registeredEntity(lookup, command.into, '/into') });

interface Restoring {
  readonly command: RestoreEligibility;
  readonly state: Entity;
  readonly circumstances: Circumstances;
}

export const restorationFacts = async (
  { command: { evaluationId }, state: { villageCode }, circumstances }: Restoring,
  lookup: Lookup,
): Promise<RestorationFacts> => {
  const { trial } = (await lookup.load(evaluationTrace, evaluationId)).state;
  if (villageCode === null) return { minYears: 0, trial };
  const at = { division: villageCode, date: circumstances.effectiveDate };
  return { minYears: (await parameterInForce(lookup, 'revocation.minYears', at)).value as number, trial };
};

export const revocationProof = async (
  { command: { agreementId, rectificationId } }: { readonly command: RevokeEligibility },
  lookup: Lookup,
): Promise<RevocationProof> => {
  const trace = async (id: string) => (await lookup.load(agreementTrace, id)).state;
  const named = await trace(agreementId);
  const [agreementOf, ending, failure] = [named.entityId, named.ending, failureOf(named, rectificationId)];
  if (failure === null) return { agreementOf, ending, failure, running: [] };
  const { hasFailed, agreementIds } = (await lookup.load(rectificationTrace, failure.rectificationId)).state;
  const concerned = await Promise.all(agreementIds.map(async (id) => ({ id, ...(await trace(id)) })));
  const running = concerned.filter(({ isInForce }) => isInForce).map(({ id }) => id);
  return { agreementOf, ending, failure: hasFailed ? failure : null, running };
};
