import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { fold } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { START, type Position, type RecordedEvent } from '@event-store/event-store';
import { isDamage } from '@privacy/vault';
import { idOf } from '@projection/fold';
import { ReindexHousehold } from '@registry/household/commands';
import type { HouseholdEvent } from '@registry/household/events';
import { householdOnFile } from '@registry/household/on-file';
import type { County } from './county';

type Indexed = Pick<County, 'store' | 'upcast' | 'dispatcher' | 'vault'>;

export interface LookUpKeyRotated {
  /** Name of the newest key, which is in force alone where nobody is unreached. */
  readonly inForce: string;
  readonly reindexed: number;
  /**
   * Households with somebody who cannot be opened though nobody has forgotten them: they are found under the key before, which
   * therefore stays at hand.
   */
  readonly unreached: readonly string[];
}

export interface RotationOptions {
  /** How long the key before stays at hand when nothing is under it any more: longer than a command takes that knows no other. */
  readonly lingerMs: number;
  /** Place in the log up to which every household is found under the new key. */
  readonly onProgress?: (at: Position) => void;
}

const OPERATOR: Actor = {
  user: 'operator:rotate-look-up-key',
  role: 'SYSTEM',
  scope: divisionCode('110000000000'),
};
const AT_ONCE = 32;

/** The events that say by what the head of a household is found, and by what a member. */
const INDEXING_HEAD = ['HouseholdRegistered', 'HeadChanged', 'HeadCorrected', 'HouseholdReindexed'];
const INDEXING_MEMBER = ['MemberAdded', 'MemberDataCorrected', 'MemberReindexed'];

/**
 * Makes a new key of look-ups, under which every household is found before the one in force is destroyed. Where somebody is damaged
 * everybody else is reached, and the rotation stays under way. Killed at any moment it
 * is begun again without harm, and the county works on meanwhile: as long as there are two keys, documents are claimed and
 * looked for under both.
 */
export const rotateLookUpKey = async (
  county: Indexed,
  { lingerMs, onProgress = () => undefined }: RotationOptions,
): Promise<LookUpKeyRotated> => {
  const { lookUp } = county.vault;
  const inForce = await lookUp.begin();
  const index = new Reindexing(county, inForce, onProgress);
  await index.catchUp();
  if (index.isComplete) await pause(lingerMs);
  await index.catchUp();
  if (index.isComplete) {
    await lookUp.end(inForce);
    // Once more after the last: what took longer than that is found from now on too.
    await index.catchUp();
  }
  return { inForce, reindexed: index.reindexed, unreached: [...index.unreached] };
};

/** Goes through the log behind those who write it. */
class Reindexing {
  reindexed = 0;
  readonly unreached = new Set<string>();
  private at: Position = START;

  constructor(
    private readonly county: Indexed,
    private readonly key: string,
    private readonly onProgress: (at: Position) => void,
  ) {}

  get isComplete(): boolean {
    return this.unreached.size === 0;
  }

  /** Until nothing is left that is found under another key only, and can be opened. */
  async catchUp(): Promise<void> {
    for (let found = await this.pass(); found > 0; found = await this.pass()) this.reindexed += found;
  }

  private async pass(): Promise<number> {
    let found = 0;
    const { store, upcast } = this.county;
    for await (const { events, position } of store.readAll({ from: this.at, categories: CATEGORIES })) {
      for (const some of inParts(foundElsewhere(events.map(upcast), this.key))) {
        const written = await Promise.all(some.map((event) => this.reindex(event)));
        found += written.filter(Boolean).length;
      }
      this.at = position;
      this.onProgress(position);
    }
    return found;
  }

  /** The id holds the place too: a household that another key came back to is asked again. */
  private async reindex({ stream, revision }: RecordedEvent): Promise<boolean> {
    const id = idOf(stream);
    const commandId = derivedId('reindex', this.key, id, revision);
    const envelope = { commandId, id, actor: OPERATOR, reason: '更换查找密钥' };
    try {
      const { events, replayed } = await this.county.dispatcher.dispatch(
        enveloped(new ReindexHousehold(), envelope),
      );
      return events.length > 0 && !replayed;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.unreached.add(id);
      return false;
    }
  }
}

const CATEGORIES = [householdOnFile.category];

/** Whom the event says to be found by something else from now on; null where it is nobody. */
const indexedIn = ({ type, stream, data }: RecordedEvent): string | null => {
  if (INDEXING_HEAD.includes(type)) return stream;
  return INDEXING_MEMBER.includes(type) ? `${stream} ${data['personId'] as string}` : null;
};

/** Of each household the last event here that leaves somebody found under another key only: one command reaches them all. */
const foundElsewhere = (events: readonly RecordedEvent[], key: string): readonly RecordedEvent[] => {
  const last = new Map(events.map((event) => [indexedIn(event), event]));
  last.delete(null);
  const elsewhere = [...last.values()].filter(({ data }) => data['lookUpKey'] !== key);
  return [...new Map(elsewhere.map((event) => [event.stream, event])).values()];
};

const inParts = function* (events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  for (let from = 0; from < events.length; from += AT_ONCE) yield events.slice(from, from + AT_ONCE);
};

/** How the households of a county stand to its keys of look-ups. */
export interface LookUpStanding {
  readonly inForce: string;
  readonly isUnderWay: boolean;
  /** Households with somebody who is not forgotten, and who is not found under the newest key. */
  readonly elsewhere: number;
}

/** Households by whom of them is found under another key. */
type Others = Map<string, string>;

const note = (others: Others, event: RecordedEvent, inForce: string): void => {
  const indexed = indexedIn(event);
  if (indexed === null) return;
  if (event.data['lookUpKey'] === inForce) others.delete(indexed);
  else others.set(indexed, event.stream);
};

export const lookUpStanding = async (county: Indexed): Promise<LookUpStanding> => {
  const { store, upcast, vault } = county;
  const [inForce] = await vault.lookUp.names();
  const others: Others = new Map();
  for await (const { events } of store.readAll({ from: START, categories: CATEGORIES }))
    for (const event of events.map(upcast)) note(others, event, inForce);
  let elsewhere = 0;
  for (const stream of new Set(others.values()))
    if (await isElsewhere(county, stream, inForce)) elsewhere += 1;
  return { inForce, isUnderWay: await vault.lookUp.isUnderWay(), elsewhere };
};

/** Whether anybody of today is not forgotten and is found under another key only; whoever is damaged is not forgotten. */
const isElsewhere = async (
  { store, upcast, vault }: Indexed,
  stream: string,
  inForce: string,
): Promise<boolean> => {
  const events = (await store.readStream(stream)).map(upcast) as unknown as readonly HouseholdEvent[];
  const { head, members } = fold(householdOnFile, events);
  for (const { sealed, personId, lookUpKey } of [head, ...members]) {
    if (lookUpKey === inForce) continue;
    const [opened = {}] = await vault.openAll([{ subject: personId ?? idOf(stream), sealed }]);
    if (isDamage(opened) || (opened['documentNo'] ?? null) !== null) return true;
  }
  return false;
};
