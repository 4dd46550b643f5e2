import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import type { County } from '@county/county';
import { inNamespace } from '@event-store/eventstoredb/connection-string';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { rebuild } from '@projection/build';
import { householdRegister } from '@registry/household/projector';
import { benched } from './append';
import { byItself, type Way } from './by-itself';
import { openDoor } from './http';
import { byCallers, callersText, sideBySide, type Line, type Work } from './measure';
import { measuredCounty } from './measured-county';
import { readAll } from './reading';
import { fillLog } from './synthetic';

const CALLERS = [
  [1, 256],
  [32, 32],
  [128, 16],
] as const;

const HOUSEHOLDS = 5_000;

const waysTo = (url: string) =>
  [
    ['one call an append', byItself(url)],
    ['its appends on one shared stream', {}],
  ] as const;

/** What is given to measure with: EVENT_STORE and READ_STORE of servers, either of them or both. */
export interface Servers {
  readonly eventStore: string | undefined;
  readonly readStore: string | undefined;
}

/** Rows for the servers that are given, each against the bare client of the log in the same run. */
export const engineLines = async (
  folder: string,
  rounds: number,
  servers: Servers,
): Promise<readonly Line[]> => {
  const lines: Line[] = [];
  if (servers.eventStore !== undefined) lines.push(...(await appendLinesOn(servers.eventStore, rounds)));
  if (servers.eventStore !== undefined || servers.readStore !== undefined)
    lines.push(...(await countyLines(folder, rounds, servers)));
  return lines;
};

const appendLinesOn = async (url: string, rounds: number): Promise<readonly Line[]> => {
  const store = EventStoreDbEventStore.open(url);
  const client = EventStoreDBClient.connectionString(url);
  const ours = () => store.append(`bench-${randomUUID()}`, 'no-stream', [benched()]);
  const lines: Line[] = [];
  for (const [callers, each] of CALLERS)
    for (const [name, way] of waysTo(url)) {
      const raw = byCallers(callers, each, () => append(client, way));
      const what = `append to EventStoreDB, ${callersText(callers)}, against the bare client, ${name}`;
      lines.push(await sideBySide(what, 'events/s', { ours: byCallers(callers, each, ours), raw, rounds }));
    }
  await store.close();
  await client.dispose();
  return lines;
};

const append = (client: EventStoreDBClient, way: Way): Promise<unknown> =>
  client.appendToStream(`bench-${randomUUID()}`, jsonEvent({ ...benched() } as never), {
    ...way,
    expectedRevision: NO_STREAM,
  });

/** A county in a namespace and a database of its own, so that a server may be measured again. */
const countyLines = async (
  folder: string,
  rounds: number,
  { eventStore, readStore }: Servers,
): Promise<readonly Line[]> => {
  const namespace = `bench${randomUUID().slice(0, 8)}`;
  const DATA_DIR = join(folder, 'engines');
  const engines = enginesIn({ eventStore, readStore }, namespace);
  const county = measuredCounty({ DATA_DIR, ...engines });
  const ids = await fillLog(county.store, HOUSEHOLDS);
  const on = `${eventStore === undefined ? 'SQLite' : 'EventStoreDB'} and ${readStore === undefined ? 'SQLite' : 'MongoDB'}`;
  const client = eventStore === undefined ? null : EventStoreDBClient.connectionString(eventStore);
  const raw = async () =>
    client === null ? readAll(join(DATA_DIR, 'events.db')) : readBare(client, namespace);
  const way = eventStore === undefined ? {} : byItself(eventStore);
  const lines = [await rebuildLine(county, on, { raw, rounds })];
  if (client !== null) lines.push(...(await commandLines({ county, ids, client, way }, on, rounds)));
  await client?.dispose();
  await county.close();
  await dropped(engines.READ_STORE);
  return lines;
};

const enginesIn = (
  { eventStore, readStore }: Servers,
  namespace: string,
): { readonly EVENT_STORE?: string; readonly READ_STORE?: string } => ({
  ...(eventStore !== undefined && { EVENT_STORE: inNamespace(eventStore, namespace) }),
  ...(readStore !== undefined && { READ_STORE: databaseOf(readStore, namespace) }),
});

/** Where no database is named there may be no slash before the options either. */
const databaseOf = (url: string, name: string): string =>
  url.replace(/^(mongodb[^/]*:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);

/** The read models, and the keys beside them. */
const dropped = async (url: string | undefined): Promise<void> => {
  if (url === undefined) return;
  const client = new MongoClient(url);
  const { databaseName } = client.db();
  for (const name of [databaseName, `${databaseName}-keys`]) await client.db(name).dropDatabase();
  await client.close();
};

const rebuildLine = async (
  county: County,
  on: string,
  { raw, rounds }: { readonly raw: Work; readonly rounds: number },
): Promise<Line> => {
  const { store, views, upcast } = county;
  const events = await raw();
  const ours = async () => {
    await rebuild({ store, views, upcast }, householdRegister);
    return events;
  };
  const what = `rebuild of the household register, ${String(HOUSEHOLDS)} households, on ${on}, against reading and parsing the log`;
  return sideBySide(what, 'events/s', { ours, raw, rounds });
};

/** What any reader of this county's log must do at least; the server passes over what others have written. */
const readBare = async (client: EventStoreDBClient, namespace: string): Promise<number> => {
  let count = 0;
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ prefixes: [`${namespace}.`] }),
  });
  subscription.on('data', () => (count += 1));
  await once(subscription, 'caughtUp');
  await subscription.unsubscribe();
  return count;
};

interface Commanded {
  readonly county: County;
  readonly ids: readonly string[];
  readonly client: EventStoreDBClient;
  readonly way: Way;
}

const commandLines = async (
  { county, ids, client, way }: Commanded,
  on: string,
  rounds: number,
): Promise<readonly Line[]> => {
  const door = await openDoor(county, ids);
  const lines: Line[] = [];
  for (const [callers, each] of CALLERS) {
    const raw = byCallers(callers, each, () => append(client, way));
    const what = `HTTP command on ${on}, ${callersText(callers)}, against an append of the bare client`;
    lines.push(await sideBySide(what, 'requests/s', { ours: door.commands(callers, each), raw, rounds }));
  }
  await door.close();
  return lines;
};
