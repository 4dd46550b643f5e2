import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { Industry } from '@kernel/linkage';
import { Shelf } from '@testing/shelf';
import { approved, chain, chained, entity, parameters, somebody, VIEWS } from '@oversight/coverage/story';
import { IndustryChains, industryChainAnswers } from './queries';

const counts: readonly (readonly [Industry, number])[] = [
  ['TOBACCO', 3],
  ['LIVESTOCK', 2],
  ['FRUIT', 11],
  ['VEGETABLE', 6],
];
const scaled = ['TOBACCO', 'LIVESTOCK', 'FRUIT', 'VEGETABLE', 'MEDICINAL_HERB'];

const happenings = [
  ...parameters({ 'industry.scaled': scaled }),
  ...approved('enterprise', '2025-01-01', { level: 'COUNTY' }),
  ...counts.flatMap(([industry, count]) =>
    Array.from({ length: count }, (_, n) => `${industry}-${n}`).flatMap((name) => [
      ...approved(name, '2025-01-01'),
      ...chained('enterprise', name, { when: '2025-02-01', industry }),
    ]),
  ),
  chain('enterprise', 'LIVESTOCK-0', 'LIVESTOCK').ended('2025-08-01'),
  entity('LIVESTOCK-1').revoked('2025-09-01'),
];

describe('industries on scale (R05)', () => {
  const shelf = new Shelf(industryChainAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-06-30' });
  beforeAll(() => shelf.run(VIEWS, happenings));
  afterAll(() => shelf.close());
  const ask = (asOf: string) =>
    shelf.ask(
      Object.assign(new IndustryChains(), { asOf: calendarDate(asOf), knownAt: calendarDate('2025-12-31') }),
    );

  it('with 3, 2, 11, 6 and 0 enterprise bindings lack one for medicinal herbs', async () => {
    expect(await ask('2025-06-30')).toMatchObject({
      items: [...counts, ['MEDICINAL_HERB', 0]].map(([industry, bindings]) => ({ industry, bindings })),
      ...{ gap: ['MEDICINAL_HERB'], numerator: 4, denominator: 5, met: false },
      parameter: { key: 'industry.scaled' },
    });
  });

  it('lose a chain with the end of a binding and with the eligibility of a side', async () => {
    expect(await ask('2025-08-01')).toMatchObject({ gap: ['MEDICINAL_HERB'] });
    expect(await ask('2025-09-01')).toMatchObject({ gap: ['LIVESTOCK', 'MEDICINAL_HERB'], numerator: 3 });
  });

  it('are not judged while the county marked none', async () => {
    const bare = new Shelf(industryChainAnswers, { viewer: somebody('SUPERVISOR'), today: '2025-06-30' });
    await bare.run(VIEWS, parameters());
    await expect(bare.ask(new IndustryChains())).rejects.toMatchObject({ code: 'PARAMETER_NOT_CONFIGURED' });
    await bare.close();
  });
});
