import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { idOf } from '@projection/fold';
import { put, type Documents, type Intent, type Key, type Policy } from '@projection/projector';
import type { Write } from '@read-store/read-store';
import { EndBinding, LinkAgreement, RelocateBinding, ResumeBinding, TakeOverBinding } from './commands';
import {
  ending,
  ENDINGS,
  ENTITIES,
  HOUSEHOLDS,
  merged,
  moved,
  openOf,
  PAPERS,
  takenOver,
  timely,
  WATCH,
  type Told,
} from './keeping';
import {
  openAfter,
  paperAfter,
  watchedAfter,
  type OfAgreement,
  type Own,
  type Paper,
  type Watched,
} from './watch';

const partiesOf = (event: Own, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  const watched = watchedAfter(id, event, documents.known<Watched>(WATCH, id));
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
  const paper = documents.known<Paper>(PAPERS, key.id);
  if (paper === undefined || !TURNS.includes(type)) return [key];
  const entity = { collection: ENTITIES, id: paper.entityId };
  const renewed = paper.renews === null ? [] : [{ collection: PAPERS, id: paper.renews }];
  const bindings = openOf(documents, entity).map((id) => ({ collection: WATCH, id }));
  return [key, ...renewed, entity, ...bindings];
};

/** Where the entity goes on as another, its bindings as well. */
const entityKeys = ({ type, stream }: RecordedEvent, documents: Documents): readonly Key[] => {
  const key = { collection: ENTITIES, id: idOf(stream) };
  const passing = type === 'EntityMerged' ? openOf(documents, key) : [];
  return [key, ...passing.map((id) => ({ collection: WATCH, id }))];
};

const needs = (event: RecordedEvent, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  const category = categoryOf(event.stream);
  if (category === 'agreement') return paperKeys(event, documents);
  if (category === 'entity') return entityKeys(event, documents);
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

const react = (event: RecordedEvent, documents: Documents): readonly Intent[] => {
  const { type, stream, data } = event as Told;
  const { on } = data;
  const id = idOf(stream);
  if (type === 'AgreementConcluded') return takenOver(id, on, documents);
  if (type === 'HouseholdMoved') return moved(id, data, documents);
  if (type === 'EntityMerged') return merged(id, data, documents);
  const end = ENDINGS[type];
  if (end === undefined) return [];
  return end.bound(id, documents).map((binding) => ending(binding, end.cause, on));
};

/** CoverageKeeper (4.25, 2; 3.4, 3): a binding ends with its agreement, its entity, its household and its own term, and goes on where its entity does. */
export const householdBindingKeeper: Policy = {
  name: 'household-binding-keeper',
  version: 3,
  categories: ['householdBinding', 'agreement', 'entity', 'household'],
  sends: [EndBinding, LinkAgreement, ResumeBinding, RelocateBinding, TakeOverBinding],
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
