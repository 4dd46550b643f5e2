/** Where an EventStoreDB listens. */
export interface TestedServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const GIVEN = process.env['TEST_EVENT_STORE_URL'];

/** Starts or finds the server of the suites; null where none can be had. */
export const testedServer: (() => Promise<TestedServer>) | null =
  GIVEN === undefined ? null : () => Promise.resolve({ url: GIVEN, close: () => Promise.resolve() });

/** One node in the clear: only there can a wire be put between that nobody notices. */
export const isLone = (url: string): boolean => /^esdb:\/\/[^,]+\?(?:.*&)?tls=false/.test(url);

export const canHaveALine = testedServer !== null && (GIVEN === undefined || isLone(GIVEN));
