import type { CalendarDate } from '@kernel/calendar-date';
import type { Recorded } from '@projection/fold';
import type { Documents, Intent, Key } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { EndBinding, LinkAgreement, RelocateBinding, ResumeBinding, TakeOverBinding } from './commands';
import type { BindingEnding } from './events';
import { standsOn, type OfAgreement, type Paper, type Watched } from './watch';

export const WATCH = 'household-binding-watch';
export const ENTITIES = 'entity-household-bindings';
export const HOUSEHOLDS = 'household-household-bindings';
export const PAPERS = 'agreement-households';

/** Bindings of one party that are intended, proposed or in force. */
type Party = Document & { readonly open: readonly string[] };

export const openOf = (documents: Documents, { collection, id }: Key): readonly string[] =>
  documents.known<Party>(collection, id)?.open ?? [];

export type Told = Recorded<EntityEvent | HouseholdEvent> | OfAgreement;

export const ending = (id: string, cause: BindingEnding, on: CalendarDate): Intent => ({
  command: Object.assign(new EndBinding(), { cause }),
  id,
  effectiveDate: on,
  reason: cause,
});

/** Bindings that stand on the paper. */
const onPaper = (paper: Paper | undefined, documents: Documents): readonly Watched[] => {
  if (paper === undefined) return [];
  const open = openOf(documents, { collection: ENTITIES, id: paper.entityId });
  return open.flatMap((id) => {
    const watched = documents.get<Watched>(WATCH, id);
    return watched !== undefined && standsOn(paper, watched) ? [watched] : [];
  });
};

/** A renewal takes over the bindings of its households, so that they outlive the old paper; one that is over itself has none to take. */
export const takenOver = (id: string, on: CalendarDate, documents: Documents): readonly Intent[] => {
  const paper = documents.get<Paper>(PAPERS, id);
  if (paper === undefined || paper.renews === null) return [];
  const covered = onPaper(documents.get<Paper>(PAPERS, paper.renews), documents).filter(({ householdId }) =>
    Object.hasOwn(paper.covered, householdId),
  );
  return covered.map((binding) => ({
    command: Object.assign(new LinkAgreement(), { agreementId: id }),
    id: binding.id,
    effectiveDate: on,
    reason: '协议续签',
    overtakenBy: ['AGREEMENT_NOT_IN_FORCE'],
  }));
};

interface Ending {
  readonly cause: BindingEnding;
  readonly bound: (id: string, documents: Documents) => readonly string[];
}

const ofAgreement: Ending['bound'] = (id, documents) =>
  onPaper(documents.get<Paper>(PAPERS, id), documents).map((watched) => watched.id);
const ofEntity: Ending['bound'] = (id, documents) => openOf(documents, { collection: ENTITIES, id });
const ofHousehold: Ending['bound'] = (id, documents) => openOf(documents, { collection: HOUSEHOLDS, id });

export const ENDINGS: { readonly [Type in Told['type']]?: Ending } = {
  AgreementTerminated: { cause: 'AGREEMENT_TERMINATED', bound: ofAgreement },
  AgreementExpired: { cause: 'EXPIRED', bound: ofAgreement },
  EligibilityRevoked: { cause: 'ENTITY_REVOKED', bound: ofEntity },
  EntityDeregistered: { cause: 'ENTITY_DEREGISTERED', bound: ofEntity },
  HouseholdVanished: { cause: 'HOUSEHOLD_GONE', bound: ofHousehold },
};

/** 4.1: a suspension ends on its day; a term ends after its last. */
export const timely = ({ id, dueOn, resumeOn }: Watched): Intent => {
  const on = dueOn as CalendarDate;
  if (on !== resumeOn) return ending(id, 'EXPIRED', on);
  return { command: new ResumeBinding(), id, effectiveDate: on, reason: '暂停期限届满' };
};

/** The bindings of a household are judged where it lives. */
export const moved = (id: string, { to, on }: Moved, documents: Documents): readonly Intent[] =>
  ofHousehold(id, documents).map((binding) => ({
    command: Object.assign(new RelocateBinding(), { villageCode: to }),
    ...{ id: binding, effectiveDate: on, reason: '农户迁移' },
  }));

/** Each goes on with the entity that stays, unless its household is bound there already; a proposal falls. */
export const merged = (id: string, { into: entityId, on }: Merged, documents: Documents): readonly Intent[] =>
  ofEntity(id, documents).flatMap((fromBindingId) => {
    const watched = documents.get<Watched>(WATCH, fromBindingId);
    if (watched === undefined) return [];
    const { householdId, industry } = watched;
    const taking: Intent = {
      command: Object.assign(new TakeOverBinding(), { householdId, entityId, industry, fromBindingId }),
      ...{ effectiveDate: on, reason: '主体重复登记合并', overtakenBy: ['HOUSEHOLD_VANISHED'] },
    };
    return [taking, ending(fromBindingId, 'MERGED', on)];
  });

type Merged = Extract<EntityEvent, { readonly type: 'EntityMerged' }>['data'];
type Moved = Extract<HouseholdEvent, { readonly type: 'HouseholdMoved' }>['data'];
