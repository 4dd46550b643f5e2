import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EMBEDDED, ON_EVENTSTOREDB } from '../engines/pairs';
import { aCounty } from './founding';
import { pastJourney } from './past-journey';
import { RunningCounty, type Answer } from './running-county';

pastJourney(EMBEDDED);
pastJourney(ON_EVENTSTOREDB);

describe('a county that lets nobody wait', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08', { AFTER_DEADLINE_MS: '0' });
    await aCounty(county);
    await county.goTo('2024-02-01');
  }, 60_000);

  afterAll(() => county.stop());

  it('says that the past is being folded and when to ask again, and has it then', async () => {
    const ask = (): Promise<Answer> => county.as('SUPERVISOR').get('/households', { knownAt: '2024-01-09' });
    const first = await ask();
    expect([first.status, first.body.code]).toEqual([503, 'PAST_BEING_BUILT']);
    expect(first.headers['retry-after']).toBe('2');
    let later = first;
    while (later.status === 503) later = await ask();
    expect(later.body).toMatchObject({ at: { knownAt: '2024-01-09' } });
    expect(later.body.items).toHaveLength(6);
  });
});
