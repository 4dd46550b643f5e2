import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
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

describe('a county whose log holds what nobody can take', () => {
  let county: RunningCounty;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    await aCounty(county);
  }, 60_000);

  afterAll(() => county.stop());

  it('does not answer of a moment after it, and does of one before it', async () => {
    const { store } = county.county;
    const before = await store.head();
    const metadata = { recordedAt: '2024-01-08T02:00:00.000Z', effectiveDate: '2024-01-08' };
    const foreign = { id: derivedId('foreign'), type: 'NobodyKnowsThis', data: {}, metadata };
    const { position } = await store.append(`household-${derivedId('foreign')}`, 'no-stream', [foreign]);
    const ask = (knownAt: string): Promise<Answer> => county.as('SUPERVISOR').get('/households', { knownAt });
    const [then, now] = [await ask(before), await ask(position)];
    expect(then.body.items).toHaveLength(6);
    expect([now.status, now.body.code, now.body.projection]).toEqual([422, 'PAST_NOT_FOLDABLE', 'household']);
    expect(JSON.stringify(now.body)).not.toContain('NobodyKnowsThis');
  });
});
