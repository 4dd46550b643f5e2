import { changed, register, type Registered } from '@projection/fold';
import { withSealed } from '@projection/fold-sealed';
import type { EntityEvent, SealedManager } from './events';
import { withNameEnds } from './name-ends';
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
  version: 4,
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
