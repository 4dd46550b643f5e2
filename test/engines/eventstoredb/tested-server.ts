import { startStandIn } from './server';

/** Where an EventStoreDB listens. */
export interface TestedServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const GIVEN = process.env['TEST_EVENT_STORE_URL'];

const given = (url: string): TestedServer => ({ url, close: () => Promise.resolve() });

/** The server of TEST_EVENT_STORE_URL, else a new stand-in. */
export const testedServer = (): Promise<TestedServer> =>
  GIVEN === undefined ? startStandIn() : Promise.resolve(given(GIVEN));

export const serverName = GIVEN === undefined ? 'eventstoredb (stand-in)' : 'eventstoredb';

/** One node in the clear: only there can a wire be put between that nobody notices. */
const isLone = (url: string): boolean => /^esdb:\/\/[^,]+\?(?:.*&)?tls=false/.test(url);

export const canHaveALine = GIVEN === undefined || isLone(GIVEN);
