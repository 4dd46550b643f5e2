import { describe, expect, it } from '@jest/globals';
import type { Json } from '@kernel/json';
import { givenEvents } from '@testing/projection';
import { quantified } from './equity';
import type { DividendSchemeEvent } from './events';
import { dividendSchemeRegister, type DividendSchemeRow } from './projector';
import { adopted, drafted, fiscal, guaranteed, schemeId, seventyPercent, village } from './story';

const told = ({ type, data }: DividendSchemeEvent) => ({
  stream: `dividendScheme-${schemeId}`,
  type,
  data: data as unknown as Record<string, Json>,
});

const equity = quantified(100_000_000, seventyPercent);

describe('the book of dividend schemes', () => {
  it('shows the terms and that they await adoption', () => {
    givenEvents(told(drafted(guaranteed)))
      .project(dividendSchemeRegister)
      .thenPartly('dividend-schemes', schemeId, {
        ...{ division: village, state: 'DRAFT', version: 1, mode: 'GUARANTEED', householdCount: 3 },
        ...{ minutesRef: null, equity: null },
      });
  });

  it('shows each household’s part of the fiscal money: 33 of 47 hold 14 893.62 yuan, the others 14 893.61 (R13)', () => {
    const adoption = { ...adopted(), data: { ...adopted().data, equity } } as DividendSchemeEvent;
    const projected = givenEvents(told(drafted(fiscal)), told(adoption)).project(dividendSchemeRegister);
    const [row] = projected.all('dividend-schemes') as unknown as readonly DividendSchemeRow[];
    const parts = row?.holders.map(({ equityFen }) => equityFen) ?? [];
    expect(parts).toEqual([
      ...Array.from({ length: 33 }, () => 1_489_362),
      ...Array.from({ length: 14 }, () => 1_489_361),
    ]);
    expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(70_000_000);
    expect(row?.equity?.residualFen).toBe(30_000_000);
  });

  it('goes back to a draft when it is revised', () => {
    const revised: DividendSchemeEvent = {
      type: 'DividendSchemeRevised',
      data: { version: 2, terms: fiscal, draftedBy: 'boss', on: adopted().data.on },
    };
    givenEvents(told(drafted(guaranteed)), told(adopted()), told(revised))
      .project(dividendSchemeRegister)
      .thenPartly('dividend-schemes', schemeId, { state: 'DRAFT', version: 2, householdCount: 47 });
  });
});
