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

export const serverName =
  GIVEN_EVENT_STORE === undefined ? 'eventstoredb (stand-in)' : 'eventstoredb (given server)';

/** A given server may hold streams of others, and nothing empties it afterwards: whoever wants a log of his own names it so. */
export const ownNamespace = (url: string): string =>
  inNamespace(url, `tested_${randomBytes(8).toString('hex')}`);

/** For the client alone, which would ask any node of a cluster, and those that follow know it a little later. */
export const ofLeader = (url: string): string =>
  /[?&]nodePreference=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}nodePreference=leader`;

/** Where a wire can be put between that nobody notices. A certificate is for the name of the node, not for that of a wire. */
export const canHaveALine = GIVEN_EVENT_STORE === undefined || /[?&]tls=false/.test(GIVEN_EVENT_STORE);

/** A wire to the server, or to that node of a cluster which leads. */
export const lineTo = async (url: string): Promise<Line> => {
  const store = EventStoreDbEventStore.open(url);
  const { node } = await store.state();
  await store.close();
  const [host = '', port = '2113'] = node.split(':');
  return Line.to(host, Number(port));
};
