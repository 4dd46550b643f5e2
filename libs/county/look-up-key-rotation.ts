import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { fold } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { START, type Position, type RecordedEvent } from '@event-store/event-store';
import { idOf } from '@projection/fold';
import { ReindexHousehold } from '@registry/household/commands';
import type { HouseholdEvent } from '@registry/household/events';
import { headOnFile } from '@registry/household/head-on-file';
import type { County } from './county';

type Indexed = Pick<County, 'store' | 'upcast' | 'dispatcher' | 'vault'>;

export interface LookUpKeyRotated {
  /** Name of the key that is in force now. */
  readonly inForce: string;
  readonly reindexed: number;
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

/** The events that say by what a household is found. */
const INDEXING = ['HouseholdRegistered', 'HeadChanged', 'HouseholdReindexed'];

/**
 * Makes a new key of look-ups, under which every household is found before the one in force is destroyed. Killed at any moment it
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
  await pause(lingerMs);
  await index.catchUp();
  await lookUp.end(inForce);
  // Once more after the last: what took longer than that is found from now on too.
  await index.catchUp();
  return { inForce, reindexed: index.reindexed };
};

/** Goes through the log behind those who write it. */
class Reindexing {
  reindexed = 0;
  private at: Position = START;

  constructor(
    private readonly county: Indexed,
    private readonly key: string,
    private readonly onProgress: (at: Position) => void,
  ) {}

  /** Until nothing is left that is found under another key only. */
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
    const { events, replayed } = await this.county.dispatcher.dispatch(
      enveloped(new ReindexHousehold(), envelope),
    );
    return events.length > 0 && !replayed;
  }
}

const CATEGORIES = [headOnFile.category];

/** The last event of each household here that says by what it is found. */
const indexingIn = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => {
  const indexing = events.filter(({ type }) => INDEXING.includes(type));
  return [...new Map(indexing.map((event) => [event.stream, event])).values()];
};

const foundElsewhere = (events: readonly RecordedEvent[], key: string): readonly RecordedEvent[] =>
  indexingIn(events).filter(({ data }) => data['lookUpKey'] !== key);

const inParts = function* (events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  for (let from = 0; from < events.length; from += AT_ONCE) yield events.slice(from, from + AT_ONCE);
};

/** How the households of a county stand to its keys of look-ups. */
export interface LookUpStanding {
  readonly inForce: string;
  readonly isUnderWay: boolean;
  /** Households whose head is not forgotten, and which are not found under the newest key. */
  readonly elsewhere: number;
}

export const lookUpStanding = async (county: Indexed): Promise<LookUpStanding> => {
  const { store, upcast, vault } = county;
  const [inForce] = await vault.lookUp.names();
  const others = new Set<string>();
  for await (const { events } of store.readAll({ from: START, categories: CATEGORIES }))
    for (const { stream, data } of indexingIn(events.map(upcast)))
      others[data['lookUpKey'] === inForce ? 'delete' : 'add'](stream);
  let elsewhere = 0;
  for (const stream of others) if (await isKnown(county, stream)) elsewhere += 1;
  return { inForce, isUnderWay: await vault.lookUp.isUnderWay(), elsewhere };
};

/** Whether the head there is now can be opened. */
const isKnown = async ({ store, upcast, vault }: Indexed, stream: string): Promise<boolean> => {
  const events = (await store.readStream(stream)).map(upcast) as unknown as readonly HouseholdEvent[];
  const { head, personId } = fold(headOnFile, events);
  const { documentNo = null } = await vault.open(personId ?? idOf(stream), head);
  return documentNo !== null;
};
