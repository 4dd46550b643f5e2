import { idOf, register } from '@projection/fold';
import { put, type Documents, type Key, type Projector } from '@projection/projector';
import {
  tallyCollection,
  tallyAdditions,
  tallyNeeds,
  tallyWrites,
  type Contribution,
} from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import { incomeContributions, registerContributions } from './contribution';
import type { IncomeEvent } from './events';
import { factsOf, INCOMES, ofIncome, recordedOn, type Happened } from './household-facts';
import { incomeRows, type IncomeRow } from './income-row';
import { knownAt, newDossier, withFacts, type HouseholdDossier } from './knowledge';
import { period, touchedBy } from './period';

const DOSSIERS = 'income-household';
const TALLY = 'income-tally';

const householdOf = (event: Happened): string =>
  ofIncome(event) ? event.data.householdId : idOf(event.stream);

/** An income touches the figures that are reckoned from its quarter; a fact of the household touches everything. */
const contributions = (dossier: HouseholdDossier, event: Happened): readonly Contribution[] => {
  const known = knownAt(dossier, null);
  if (!ofIncome(event))
    return [...registerContributions(known), ...incomeContributions(known, dossier.periods)];
  const touched = touchedBy(period(event.data.year, event.data.quarter));
  return incomeContributions(
    known,
    touched.filter((one) => dossier.periods.includes(one)),
  );
};

interface Change {
  readonly after: HouseholdDossier;
  readonly additions: readonly TallyBucket[];
}

/** Null where the event says nothing of places, groups or incomes. */
const changeOf = (before: HouseholdDossier, event: Happened): Change | null => {
  const facts = factsOf(event);
  if (facts.length === 0) return null;
  const numbered =
    event.type === 'HouseholdRegistered' ? { ...before, householdNo: event.data.householdNo } : before;
  const after = withFacts(numbered, facts);
  const [was, is] = [contributions(before, event), contributions(after, event)];
  return { after, additions: tallyAdditions({ recorded: recordedOn(event), before: was, after: is }) };
};

/** The same dossier and the same event give the same change, which is asked for several times in a row. */
const changes = new WeakMap<
  object,
  { readonly dossier: HouseholdDossier | undefined; readonly change: Change | null }
>();

const changeBy = (event: Happened, documents: Documents): Change | null => {
  const id = householdOf(event);
  const dossier = documents.get<HouseholdDossier>(DOSSIERS, id);
  const known = changes.get(event);
  if (known !== undefined && known.dossier === dossier) return known.change;
  const change = changeOf(dossier ?? newDossier(id), event);
  changes.set(event, { dossier, change });
  return change;
};

const isRelevant = ({ type, stream }: { readonly type: string; readonly stream: string }): boolean =>
  INCOMES.includes(type) || stream.startsWith('household-');

const needs = (event: Happened, documents: Documents): readonly Key[] => {
  const own = { collection: DOSSIERS, id: householdOf(event) };
  if (!documents.has(own.collection, own.id)) return [own];
  return [own, ...tallyNeeds(TALLY, changeBy(event, documents)?.additions ?? [])];
};

/** Growth, decline and recording of incomes for any quarter, place and group, as known on any day (R20, R22, R23). */
export const incomeFigures: Projector = {
  name: 'income-figures',
  version: 2,
  categories: ['household', 'householdIncome'],
  bitemporal: [DOSSIERS, TALLY],
  collections: {
    [DOSSIERS]: {
      indexes: [{ fields: ['periods'] }, { fields: ['divisions'] }],
      arrays: ['periods', 'divisions'],
    },
    [TALLY]: tallyCollection,
  },
  needs: (event, documents) => (isRelevant(event) ? needs(event as unknown as Happened, documents) : []),
  project: (event, documents) => {
    if (!isRelevant(event)) return [];
    const change = changeBy(event as unknown as Happened, documents);
    if (change === null) return [];
    return [put(DOSSIERS, change.after), ...tallyWrites(TALLY, change.additions, documents)];
  },
};

/** The book of incomes: one entry for each household and year. */
export const incomeRegister: Projector = register<IncomeEvent, IncomeRow>({
  name: 'income',
  version: 2,
  categories: ['householdIncome'],
  collection: 'incomes',
  indexes: [
    { fields: ['division', 'year'] },
    { fields: ['householdId', 'year'] },
    { fields: ['openSuggestions', 'division'] },
    { fields: ['awaitsCorrection', 'division'] },
  ],
  on: incomeRows,
});
