import { fold, type Aggregate, type Event } from '@kernel/decider';
import { streamName, type RecordedEvent } from '@event-store/event-store';
import { householdBinding } from '@linkage/household-binding/state';
import { SplitHousehold } from '@linkage/household-split/commands';
import { heldFacts } from '@registry/household/separation';
import { household, householdId, type Household } from '@registry/household/state';
import { familiesOf } from './members';
import type { Office } from './office';
import { officer } from './officers';
import type { Person } from './people';
import type { Tie } from './ties';

export interface Splits {
  readonly splitHousehold: string;
  readonly newHousehold: string;
}

const NEW_NO = '530424999901';

/** What a split is decided on, also where it is told again: nothing that came of it. */
const isOfSplit = ({ type, data }: RecordedEvent): boolean =>
  type === 'HouseholdSplit' || data['cause'] === 'HOUSEHOLD_SPLIT';

const before = async <S, E extends Event>(
  { county }: Office,
  aggregate: Aggregate<S, E>,
  id: string,
): Promise<S> => {
  const events = await county.store.readStream(streamName(aggregate.category, id));
  return fold(aggregate, events.map(county.upcast).filter((event) => !isOfSplit(event)) as never);
};

interface Parting {
  readonly person: Person;
  readonly state: Household;
  /** In force. */
  readonly bindingIds: readonly string[];
}

const inForceOf = async (
  office: Office,
  { id }: Person,
  ties: readonly Tie[],
): Promise<readonly string[]> => {
  const ids = [...new Set(ties.flatMap((tie) => (tie.person.id === id ? [tie.id] : [])))];
  const bindings = await Promise.all(ids.map((one) => before(office, householdBinding, one)));
  return ids.filter((_id, index) => bindings[index]?.phase === 'ACTIVE');
};

/** A family with a grown child and a binding in force, other than the one that has another story. */
const partingOf = async (
  office: Office,
  families: readonly Person[],
  ties: readonly Tie[],
): Promise<Parting> => {
  for (const person of families) {
    const state = await before(office, household, person.id);
    const bindingIds = await inForceOf(office, person, ties);
    if (bindingIds.length > 0 && childOf(state) !== undefined) return { person, state, bindingIds };
  }
  throw new Error('no family can be split');
};

const childOf = ({ members }: Household) => members.find(({ relationToHead }) => relationToHead === 'CHILD');

/** A child leaves for a household of its own and takes over one binding; the county says of each thing which of the two has it. */
export const splitOff = async (
  office: Office,
  people: readonly Person[],
  told: { readonly ties: readonly Tie[]; readonly family: string },
): Promise<Splits> => {
  const families = familiesOf(people).filter(({ id }) => id !== told.family);
  const { person, state, bindingIds } = await partingOf(office, families, told.ties);
  const staying = state.populationCount - 1;
  await office.send(
    SplitHousehold,
    {
      ...{ householdId: person.id, newHouseholdNo: NEW_NO, headId: childOf(state)?.personId ?? '' },
      members: [],
      staying: { populationCount: staying, labourCount: Math.min(staying, state.labourCount) },
      leaving: { populationCount: 1, labourCount: 1 },
      facts: heldFacts(state).map((fact) => ({ fact, follows: true })),
      dividends: [],
      bindings: bindingIds.map((bindingId, place) => ({
        ...{ bindingId, household: place === 0 ? ('NEW' as const) : ('REMAINING' as const) },
      })),
    },
    { by: officer('COUNTY_INFORMANT'), reason: '子女成家，申请分户' },
  );
  return { splitHousehold: person.id, newHousehold: householdId(NEW_NO) };
};
