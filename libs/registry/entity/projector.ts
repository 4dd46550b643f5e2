import { changed, idOf, register, type Registered } from '@projection/fold';
import { withSealed } from '@projection/fold-sealed';
import { put, remove, type Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { EntityEvent, SealedManager } from './events';
import { endsOf, NAME_ENDS } from './name-ends';
import type { EntityPhase } from './state';

/** One line of the register of operating entities (新型经营主体名录). */
export type EntityRow = Registered & {
  readonly division: string;
  readonly kind: string;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly industries: readonly string[];
  readonly tags: readonly string[];
  readonly leadingLevel: string | null;
  readonly demoLevel: string | null;
  readonly state: EntityPhase;
  readonly approvedOn: string | null;
  readonly decisionNo: string | null;
  readonly revokedOn: string | null;
  /** Where it stood in the register twice. */
  readonly mergedInto: string | null;
  readonly synthetic: boolean;
};

const lines = register<EntityEvent, EntityRow>({
  name: 'entity',
  version: 5,
  categories: ['entity'],
  collection: 'entities',
  indexes: [
    { fields: ['division', 'name'] },
    { fields: ['kind', 'division', 'name'] },
    { fields: ['state', 'division', 'name'] },
    { fields: ['uscc'] },
  ],
  arrays: ['industries', 'tags'],
  on: {
    EntityRegistered: (
      _none,
      { data: { kind, name, uscc, villageCode, industries, tags, leadingLevel, synthetic } },
    ) => ({
      ...{ division: villageCode, kind, name, uscc, industries, tags, leadingLevel, synthetic },
      ...{ demoLevel: null, state: 'CANDIDATE', approvedOn: null, decisionNo: null, revokedOn: null },
      mergedInto: null,
    }),
    EntityRecommended: changed(() => ({ state: 'RECOMMENDED' })),
    EntityPrelimReviewed: changed(() => ({ state: 'PRELIM_REVIEWED' })),
    EntityApproved: changed((_row, { data }) => ({
      state: 'ACTIVE',
      approvedOn: data.on,
      decisionNo: data.decisionNo,
    })),
    EntityRejected: changed(() => ({ state: 'REJECTED' })),
    EntityRenamed: changed((_row, { data }) => ({ name: data.name })),
    EntityDataCorrected: changed((_row, { data: { name, kind, villageCode, leadingLevel } }) => ({
      ...{ name, kind, division: villageCode, leadingLevel },
    })),
    EntityIndustryChanged: changed((_row, { data }) => ({ industries: data.industries })),
    LeadingLevelChanged: changed((_row, { data }) => ({ leadingLevel: data.level })),
    DemoLevelGranted: changed((_row, { data }) => ({ demoLevel: data.level })),
    DemoLevelWithdrawn: changed(() => ({ demoLevel: null })),
    EntitySuspended: changed(() => ({ state: 'SUSPENDED' })),
    EntityResumed: changed(() => ({ state: 'ACTIVE' })),
    EligibilityRevoked: changed((_row, { data }) => ({
      state: 'REVOKED',
      revokedOn: data.on,
      decisionNo: data.decisionNo,
    })),
    EligibilityRestored: changed((_row, { data }) => ({
      state: 'ACTIVE',
      revokedOn: null,
      decisionNo: data.decisionNo,
    })),
    EntityMerged: changed((_row, { data }) => ({ mergedInto: data.into })),
    EntityDeregistered: changed(() => ({ state: 'DEREGISTERED' })),
    EntityDeregistrationVoided: changed((_row, { data }) => ({ state: data.restored })),
  },
});

type Named = Document & { readonly name: string | null };

/**
 * A register with a second collection of the ends of all names: a text stands in a name where an end of it begins with the text, and
 * what begins with a text every engine finds by an index.
 */
const withNameEnds = (register: Projector, collection: string): Projector => ({
  ...register,
  collections: { ...register.collections, [NAME_ENDS]: { indexes: [{ fields: ['end'] }] } },
  project: (event, documents) => {
    const entityId = idOf(event.stream);
    const writes = register.project(event, documents);
    const row = writes.find((write) => write.collection === collection)?.doc as Named | undefined;
    const before = endsOf(documents.get<Named>(collection, entityId)?.name ?? null);
    const after = endsOf(row?.name ?? null);
    if (row === undefined || before[0] === after[0]) return writes;
    const id = (index: number): string => `${entityId}/${String(index)}`;
    const left = before.slice(after.length).map((_end, index) => remove(NAME_ENDS, id(after.length + index)));
    return [
      ...writes,
      ...after.map((end, index) => put(NAME_ENDS, { id: id(index), entityId, end })),
      ...left,
    ];
  },
});

const sealedIn = (data: object, id: string) => ({
  subject: id,
  sealed: (data as { readonly manager: SealedManager }).manager,
});

/** The register, by what each is found, and who manages it. */
export const entityRegister = withSealed(withNameEnds(lines, 'entities'), 'entity-managers', {
  EntityRegistered: ({ data }, id) => ({ ...sealedIn(data, id), division: data['villageCode'] }),
  EntityHeadChanged: ({ data }, id) => sealedIn(data, id),
  EntityHeadCorrected: ({ data }, id) => sealedIn(data, id),
  EntityDataCorrected: ({ data }) => ({ division: data['villageCode'] }),
});
