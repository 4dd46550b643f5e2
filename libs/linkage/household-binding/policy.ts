import type { CalendarDate } from '@kernel/calendar-date';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import type { EntityEvent } from '@registry/entity/events';
import type { HouseholdEvent } from '@registry/household/events';
import { EndBinding, LinkAgreement, RelocateBinding, ResumeBinding } from './commands';
import type { BindingEnding } from './events';
import {
  openAfter,
  paperAfter,
  standsOn,
  watchedAfter,
  type OfAgreement,
  type Own,
  type Paper,
  type Watched,
} from './watch';

const WATCH = 'household-binding-watch';
const ENTITIES = 'entity-household-bindings';
const HOUSEHOLDS = 'household-household-bindings';
const PAPERS = 'agreement-households';

/** Bindings of one party that are intended, proposed or in force. */
type Party = Document & { readonly open: readonly string[] };

const watchedIn = (documents: Documents, id: string): Watched | undefined =>
  documents.has(WATCH, id) ? documents.get<Watched>(WATCH, id) : undefined;

const paperIn = (documents: Documents, id: string): Paper | undefined =>
  documents.has(PAPERS, id) ? documents.get<Paper>(PAPERS, id) : undefined;

const openOf = (documents: Documents, { collection, id }: Key): readonly string[] =>
  (documents.has(collection, id) ? documents.get<Party>(collection, id)?.open : null) ?? [];

const partiesOf = (event: Own, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  const watched = watchedAfter(id, event, watchedIn(documents, id));
  if (watched === undefined) return [];
  return [
    { collection: ENTITIES, id: watched.entityId },
    { collection: HOUSEHOLDS, id: watched.householdId },
  ];
};

/** Events of an agreement that concern the bindings on it, or on the one it renews. */
const TURNS = ['AgreementConcluded', 'AgreementTerminated', 'AgreementExpired'];

const paperKeys = ({ type, stream }: RecordedEvent, documents: Documents): readonly Key[] => {
  const key = { collection: PAPERS, id: idOf(stream) };
  const paper = paperIn(documents, key.id);
  if (paper === undefined || !TURNS.includes(type)) return [key];
  const entity = { collection: ENTITIES, id: paper.entityId };
  const renewed = paper.renews === null ? [] : [{ collection: PAPERS, id: paper.renews }];
  const bindings = openOf(documents, entity).map((id) => ({ collection: WATCH, id }));
  return [key, ...renewed, entity, ...bindings];
};

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  const category = categoryOf(event.stream);
  if (category === 'agreement') return paperKeys(event, documents);
  if (category === 'entity') return [{ collection: ENTITIES, id }];
  if (category === 'household') return [{ collection: HOUSEHOLDS, id }];
  return [{ collection: WATCH, id }, ...partiesOf(event as Own, documents)];
};

const projectOwn = (event: Own, documents: Documents): readonly Write[] => {
  const id = idOf(event.stream);
  const watched = watchedAfter(id, event, documents.get<Watched>(WATCH, id));
  if (watched === undefined) return [];
  const parties = partiesOf(event, documents).map((party) => {
    const open = openAfter(event, id, openOf(documents, party));
    return put(party.collection, { id: party.id, open });
  });
  return [put(WATCH, watched), ...parties];
};

const projectPaper = (event: OfAgreement, documents: Documents): readonly Write[] => {
  const id = idOf(event.stream);
  const paper = paperAfter(id, event, documents.get<Paper>(PAPERS, id));
  return paper === undefined ? [] : [put(PAPERS, paper)];
};

const project = (event: RecordedEvent, documents: Documents): readonly Write[] => {
  const category = categoryOf(event.stream);
  if (category === 'householdBinding') return projectOwn(event as Own, documents);
  return category === 'agreement' ? projectPaper(event as OfAgreement, documents) : [];
};

type Told = Recorded<EntityEvent | HouseholdEvent> | OfAgreement;

const ending = (id: string, cause: BindingEnding, on: CalendarDate): Intent => ({
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
const takenOver = (id: string, on: CalendarDate, documents: Documents): readonly Intent[] => {
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

const ENDINGS: { readonly [Type in Told['type']]?: Ending } = {
  AgreementTerminated: { cause: 'AGREEMENT_TERMINATED', bound: ofAgreement },
  AgreementExpired: { cause: 'EXPIRED', bound: ofAgreement },
  EligibilityRevoked: { cause: 'ENTITY_REVOKED', bound: ofEntity },
  EntityDeregistered: { cause: 'ENTITY_DEREGISTERED', bound: ofEntity },
  HouseholdVanished: { cause: 'HOUSEHOLD_GONE', bound: ofHousehold },
};

const react = (event: RecordedEvent, documents: Documents): readonly Intent[] => {
  const { type, stream, data } = event as Told;
  const { on } = data;
  const id = idOf(stream);
  if (type === 'AgreementConcluded') return takenOver(id, on, documents);
  if (type === 'HouseholdMoved') return moved(id, data, documents);
  const end = ENDINGS[type];
  if (end === undefined) return [];
  return end.bound(id, documents).map((binding) => ending(binding, end.cause, on));
};

/** 4.1: a suspension ends on its day; a term ends after its last. */
const timely = ({ id, dueOn, resumeOn }: Watched): Intent => {
  const on = dueOn as CalendarDate;
  if (on !== resumeOn) return ending(id, 'EXPIRED', on);
  return { command: new ResumeBinding(), id, effectiveDate: on, reason: '暂停期限届满' };
};

/** The bindings of a household are judged where it lives. */
const moved = (id: string, { to, on }: Moved, documents: Documents): readonly Intent[] =>
  ofHousehold(id, documents).map((binding) => ({
    command: Object.assign(new RelocateBinding(), { villageCode: to }),
    ...{ id: binding, effectiveDate: on, reason: '农户迁移' },
  }));

type Moved = Extract<HouseholdEvent, { readonly type: 'HouseholdMoved' }>['data'];

/** CoverageKeeper (4.25, 2; 3.4, 3): a binding ends with its agreement, its entity, its household and its own term. */
export const householdBindingKeeper: Policy = {
  name: 'household-binding-keeper',
  version: 2,
  categories: ['householdBinding', 'agreement', 'entity', 'household'],
  sends: [EndBinding, LinkAgreement, ResumeBinding, RelocateBinding],
  collections: {
    [WATCH]: { indexes: [{ fields: ['dueOn'] }] },
    [ENTITIES]: { indexes: [] },
    [HOUSEHOLDS]: { indexes: [] },
    [PAPERS]: { indexes: [] },
  },
  needs,
  project,
  react,
  deadlines: {
    collection: WATCH,
    intent: (due) => timely(due as Watched),
  },
};
