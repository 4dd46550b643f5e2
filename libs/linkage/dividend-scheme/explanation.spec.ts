import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@kernel/explanation';
import { COUNTY } from '@registry/parameter/story';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import type { DividendSchemeEvent } from './events';
import { dividendSchemeRegister } from './projector';
import { dividendSchemeAnswers, HoldingExplanation } from './queries';
import {
  adopted,
  drafted,
  equityOf,
  fiscal,
  guaranteed,
  households,
  ofScheme,
  percents,
  schemeId,
} from './story';

const quantifiedOne: DividendSchemeEvent = {
  type: 'DividendSchemeAdopted',
  data: { ...(adopted().data as object), equity: equityOf(100_000_000) } as never,
};

describe('why a household holds its part of fiscal money (R13)', () => {
  let shelf: Shelf;
  beforeEach(() => {
    const viewer = { user: 'auditor', role: 'AUDITOR', scope: COUNTY } as const;
    shelf = new Shelf(dividendSchemeAnswers, { viewer, today: '2025-04-01' });
  });
  afterEach(() => shelf.close());

  const explain = async (n: number): Promise<Explanation> => {
    const householdId = households(n)[n - 1]?.householdId ?? schemeId;
    const asked = Object.assign(new HoldingExplanation(), { id: schemeId, householdId });
    return (await shelf.ask(asked)) as Explanation;
  };

  it('reckons 700 000.00 for 47 households again: 14 893.62 for the first 33, 14 893.61 for the rest', async () => {
    await shelf.run(
      [dividendSchemeRegister],
      [...percents, ofScheme(drafted(fiscal)), ofScheme(quantifiedOne)],
    );
    for (const [n, equityFen] of [
      [1, 1_489_362],
      [33, 1_489_362],
      [34, 1_489_361],
      [47, 1_489_361],
    ] as const) {
      const answer = await explain(n);
      expect(answer).toMatchObject({
        rule: 'R13',
        shown: { equityFen },
        result: { equityFen },
        agrees: true,
      });
      expect(recomputed(answer)).toEqual(listed(answer));
    }
    expect((await explain(1)).parameters[0]).toMatchObject({ version: 1, clause: '第三条' });
  });

  it('is not given where no fiscal money is counted as shares, nor of a stranger', async () => {
    await shelf.run(
      [dividendSchemeRegister],
      [...percents, ofScheme(drafted(guaranteed)), ofScheme(adopted())],
    );
    await expect(explain(1)).rejects.toThrow('no holding of fiscal money');
    await expect(explain(4)).rejects.toThrow('no holding of fiscal money');
  });
});
