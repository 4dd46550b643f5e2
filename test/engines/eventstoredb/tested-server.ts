import { randomBytes } from 'node:crypto';
import { inNamespace } from '@event-store/eventstoredb/connection-string';
import { EventStoreDbEventStore } from '@event-store/eventstoredb/eventstoredb-event-store';
import { Line } from '../line';
import { startStandIn } from './server';

/** Where an EventStoreDB listens. */
export interface TestedServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const GIVEN_EVENT_STORE = process.env['TEST_EVENT_STORE_URL'];

const given = (url: string): TestedServer => ({ url, close: () => Promise.resolve() });

/** The server of TEST_EVENT_STORE_URL, else a new stand-in. */
export const testedServer = (): Promise<TestedServer> =>
  GIVEN_EVENT_STORE === undefined ? startStandIn() : Promise.resolve(given(GIVEN_EVENT_STORE));

const nameOf = (isGiven: boolean): string => `eventstoredb (${isGiven ? 'given server' : 'stand-in'})`;

export const serverName = nameOf(GIVEN_EVENT_STORE !== undefined);

/** A given server may hold streams of others, and nothing empties it afterwards: whoever wants a log of his own names it so. */
export const ownNamespace = (url: string): string =>
  inNamespace(url, `tested_${randomBytes(8).toString('hex')}`);

/** For the client alone, which would ask any node of a cluster, and those that follow know it a little later. */
export const ofLeader = (url: string): string =>
  /[?&]nodePreference=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}nodePreference=leader`;

/** A wire can be put before a given server where nobody notices it: a certificate is for the name of the node, not for that of a wire. */
export const isGivenWithALine = GIVEN_EVENT_STORE !== undefined && /[?&]tls=false/.test(GIVEN_EVENT_STORE);

/** For suites that put a wire between: the given server where that can be, else a new stand-in, whose name they say. */
export const serverWithALine = (): Promise<TestedServer> =>
  isGivenWithALine ? testedServer() : startStandIn();

export const nameWithALine = nameOf(isGivenWithALine);

/** A wire to the server, or to that node of a cluster which leads. */
export const lineTo = async (url: string): Promise<Line> => {
  const store = EventStoreDbEventStore.open(url);
  const { node } = await store.state();
  await store.close();
  const [host = '', port = '2113'] = node.split(':');
  return Line.to(host, Number(port));
};
