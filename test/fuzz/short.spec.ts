import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCOUNT, FuzzedCounty, schemathesis } from './fuzzing';

const MINUTES = 60_000;
const program = await schemathesis();

/** A short one of what `npm run fuzz` does at length: every operation, by those who may do the most. */
(program === null ? describe.skip : describe)('what schemathesis makes of the OpenAPI document', () => {
  let county: FuzzedCounty;

  beforeAll(async () => {
    county = await FuzzedCounty.found(program ?? '');
  }, 5 * MINUTES);

  afterAll(() => county.close());

  it.each([ACCOUNT, 'COUNTY_INFORMANT', 'SUPERVISOR'])(
    'is answered as the document says, for %s',
    async (who) => {
      expect(await county.tried(who, { examples: '1', seed: '1', phases: 'fuzzing' })).toBeNull();
    },
    5 * MINUTES,
  );
});
