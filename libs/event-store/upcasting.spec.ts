import { describe, expect, it } from '@jest/globals';
import { position, type RecordedEvent } from './event-store';
import { UpcastingGap, upcasting, type Upcaster } from './upcasting';

const recorded = (type: string, schemaVersion: unknown, data: RecordedEvent['data'] = {}): RecordedEvent => ({
  id: '0b8e7a52-6a53-4d0e-9d3e-0f1c2b3a4d5e',
  stream: 'income-1',
  revision: 4,
  position: position(9n),
  type,
  data,
  metadata:
    schemaVersion === undefined ? { actor: 'u1' } : { actor: 'u1', schemaVersion: schemaVersion as number },
});

const yuanToFen: Upcaster = ({ yuan, ...rest }) => ({ ...rest, amountFen: Number(yuan) * 100 });
const withQuarter: Upcaster = (data, { stream }) => ({ ...data, quarter: `of ${stream}` });

const upcast = upcasting(
  { IncomeRecorded: 3, AgreementDrafted: 1 },
  { IncomeRecorded: { 1: yuanToFen, 2: withQuarter } },
);

describe('upcasting', () => {
  it('gives an event of the current version back as it is', () => {
    const event = recorded('AgreementDrafted', 1, { a: 1 });
    expect(upcast(event)).toBe(event);
  });

  it.each([
    [1, { yuan: 12 }],
    [2, { amountFen: 1200 }],
  ])('lifts version %d step by step to the current one', (version, data) => {
    expect(upcast(recorded('IncomeRecorded', version, data))).toEqual(
      recorded('IncomeRecorded', 3, { amountFen: 1200, quarter: 'of income-1' }),
    );
  });

  it('leaves the stored event alone, and what is lifted already', () => {
    const stored = recorded('IncomeRecorded', 1, { yuan: 12 });
    const lifted = upcast(stored);
    expect(stored).toEqual(recorded('IncomeRecorded', 1, { yuan: 12 }));
    expect(upcast(lifted)).toBe(lifted);
  });

  it.each([
    ['a type nobody knows', recorded('HouseholdSold', 1), 'no such event type'],
    ['a type that every object has', recorded('constructor', 1), 'no such event type'],
    ['a newer version', recorded('AgreementDrafted', 2), 'version 2 is newer than 1'],
    ['no version', recorded('AgreementDrafted', undefined), 'no schema version'],
    ['no usable version', recorded('AgreementDrafted', '1'), 'no schema version'],
    ['version 0', recorded('AgreementDrafted', 0), 'no schema version'],
  ])('says clearly that it met %s', (_, event, message) => {
    expect(() => upcast(event)).toThrow(message);
    expect(() => upcast(event)).toThrow('at revision 4 of income-1');
  });
});

describe('the chains of upcasters', () => {
  const holesOf = (...given: Parameters<typeof upcasting>): readonly string[] => {
    try {
      upcasting(...given);
      return [];
    } catch (error) {
      return error instanceof UpcastingGap ? error.holes : [String(error)];
    }
  };

  it('are checked at start, and every hole is named', () => {
    const holes = holesOf(
      { A: 4, B: 1, C: 2, D: 0 },
      { A: { 2: yuanToFen }, B: { 1: yuanToFen }, E: { 1: yuanToFen } },
    );
    expect(holes).toEqual([
      'A 1 → 2 is missing',
      'A 3 → 4 is missing',
      'C 1 → 2 is missing',
      'D has no version but 0',
      'B 1 leads nowhere',
      'E 1 leads nowhere',
    ]);
  });

  it('need not exist where every event is of version 1', () => {
    expect(holesOf({ A: 1, B: 1 })).toEqual([]);
  });
});
