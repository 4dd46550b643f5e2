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

/** One node in the clear: only there can a wire be put between that nobody notices. */
const isLone = (url: string): boolean => /^esdb:\/\/[^,]+\?(?:.*&)?tls=false/.test(url);

export const canHaveALine = GIVEN_EVENT_STORE === undefined || isLone(GIVEN_EVENT_STORE);
