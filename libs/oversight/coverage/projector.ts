import { recordedDate } from '@kernel/calendar-date';
import { categoryOf, metadataText, type RecordedEvent } from '@event-store/event-store';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Projector } from '@projection/projector';
import { tallyCollection, tallyAdditions, tallyNeeds, tallyWrites } from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import type { Document, Write } from '@read-store/read-store';
import type { HouseholdEvent } from '@registry/household/events';
import { concernsBinding } from './binding';
import { changeOf, type Change, type Told } from './change';
import { COLLECTIONS, COVERAGE } from './collections';
import { tallyChange } from './count';
import { rowWrites } from './coverage-row';
import { concernsChain, concernsStanding } from './entity';
import { concernsCoverage } from './household';
import { lookInto, memoryIn, type Look } from './look';
import { movementWrites } from './movement';
import { toldByBinding, toldByChain, toldByEntity, toldByHousehold, type Sides, type Telling } from './told';

type Bound = Document & { readonly householdId: string };
type Chained = Document & Sides;

/** What the event says, and where to find the parties of its stream from now on. */
interface Hearing {
  readonly told: Told;
  readonly links: readonly Write[];
}

const tellingOf = <E>(event: RecordedEvent, look: Look): Telling<E> => ({
  id: idOf(event.stream),
  event: event as E,
  recorded: recordedDate(metadataText(event, 'recordedAt')),
  memory: memoryIn(look),
});

const byHousehold = (event: RecordedEvent, look: Look): Hearing | null =>
  concernsCoverage(event.type) ? { told: toldByHousehold(tellingOf(event, look)), links: [] } : null;

const byEntity = (event: RecordedEvent, look: Look): Hearing | null =>
  concernsStanding(event.type) ? { told: toldByEntity(tellingOf(event, look)), links: [] } : null;

const byBinding = (event: RecordedEvent, look: Look): Hearing | null => {
  if (!concernsBinding(event.type)) return null;
  const id = idOf(event.stream);
  const isNew = event.type === 'HouseholdBindingProposed';
  const householdId = isNew
    ? (event.data['householdId'] as string)
    : look.find<Bound>(COLLECTIONS.bindings, id)?.householdId;
  if (householdId === undefined) return null;
  const links = isNew ? [put(COLLECTIONS.bindings, { id, householdId })] : [];
  return { told: toldByBinding(tellingOf(event, look), householdId), links };
};

const byChain = (event: RecordedEvent, look: Look): Hearing | null => {
  if (!concernsChain(event.type)) return null;
  const id = idOf(event.stream);
  const isNew = event.type === 'EnterpriseBindingProposed';
  const sides = isNew ? (event.data as Sides) : look.find<Chained>(COLLECTIONS.chains, id);
  if (sides === undefined) return null;
  const { enterpriseId, cooperativeId } = sides;
  const links = isNew ? [put(COLLECTIONS.chains, { id, enterpriseId, cooperativeId })] : [];
  return { told: toldByChain(tellingOf(event, look), sides), links };
};

const HEARINGS: Readonly<Record<string, (event: RecordedEvent, look: Look) => Hearing | null>> = {
  household: byHousehold,
  householdBinding: byBinding,
  entity: byEntity,
  enterpriseBinding: byChain,
};

interface Effect extends Pick<Hearing, 'links'> {
  readonly change: Change;
  readonly additions: readonly TallyBucket[];
}

/** What follows from the event; null where it concerns nobody, or while documents are missing. */
const reckoned = (event: RecordedEvent, look: Look): Effect | null => {
  const hearing = HEARINGS[categoryOf(event.stream)]?.(event, look) ?? null;
  if (hearing === null || !look.isWhole()) return null;
  const change = changeOf(hearing.told, memoryIn(look));
  if (!look.isWhole()) return null;
  return { change, additions: tallyAdditions(tallyChange(change)), links: hearing.links };
};

/** One event sees one set of documents, in `needs` until nothing is missing and then in `project`: reckoned once for both. */
const known = new WeakMap<Documents, { readonly event: RecordedEvent; readonly effect: Effect }>();

const effectOf = (event: RecordedEvent, documents: Documents, look: Look): Effect | null => {
  const before = known.get(documents);
  if (before?.event === event) return before.effect;
  const effect = reckoned(event, look);
  if (effect !== null) known.set(documents, { event, effect });
  return effect;
};

const writesOf = (event: RecordedEvent, effect: Effect, documents: Documents): readonly Write[] => {
  const { change, additions, links } = effect;
  const isHouseholds = categoryOf(event.stream) === 'household';
  return [
    ...links,
    ...change.rolls.map((roll) => put(COLLECTIONS.rolls, roll)),
    ...change.entities.map(({ after }) => put(COLLECTIONS.entities, after)),
    ...change.households.map(({ after }) => put(COLLECTIONS.households, after)),
    ...rowWrites(change),
    ...(isHouseholds ? movementWrites(event as Recorded<HouseholdEvent>, change) : []),
    ...tallyWrites(COLLECTIONS.tally, additions, documents),
  ];
};

/**
 * R01: what every household counts for, as a function of two days (true when, known when). Figures are sums over few
 * tally buckets; the list behind a figure is a query by the same marks on the rows.
 */
export const coverage: Projector = {
  name: COVERAGE,
  version: 4,
  categories: Object.keys(HEARINGS),
  bitemporal: [COLLECTIONS.tally, COLLECTIONS.rows, COLLECTIONS.movements],
  collections: {
    [COLLECTIONS.tally]: tallyCollection,
    [COLLECTIONS.rows]: {
      indexes: [
        { fields: ['key', 'profile', 'division', 'householdNo'] },
        { fields: ['key', 'recordedFrom'] },
        { fields: ['key', 'recordedTo'] },
        { fields: ['householdId', 'key'] },
      ],
      arrays: ['cooperativeIds'],
    },
    [COLLECTIONS.households]: { indexes: [] },
    [COLLECTIONS.entities]: { indexes: [] },
    [COLLECTIONS.rolls]: { indexes: [] },
    [COLLECTIONS.movements]: { indexes: [{ fields: ['recordedOn', 'position'] }] },
    [COLLECTIONS.bindings]: { indexes: [] },
    [COLLECTIONS.chains]: { indexes: [] },
  },
  needs: (event, documents) => {
    const look = lookInto(documents);
    const effect = effectOf(event, documents, look);
    return effect === null ? look.asked : [...look.asked, ...tallyNeeds(COLLECTIONS.tally, effect.additions)];
  },
  project: (event, documents) => {
    const effect = effectOf(event, documents, lookInto(documents));
    return effect === null ? [] : writesOf(event, effect, documents);
  },
};
