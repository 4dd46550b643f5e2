import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { LARGEST_FEN } from '@kernel/fen';
import {
  IsFen,
  IsListOf,
  IsPart,
  IsRegisterNo,
  IsSetOf,
  IsText,
  IsTextList,
  IsWhole,
  Optional,
} from './fields';
import { IsYearDay } from './year-day';

class Part {
  @IsWhole(0, 9) count!: number;
}

class Form {
  @Optional() @IsText(20) text?: string;
  @Optional() @IsTextList() texts?: string[];
  @Optional() @IsRegisterNo(20) number?: string;
  @Optional() @IsFen() amountFen?: number;
  @Optional() @IsYearDay() payDay?: string;
  @Optional() @IsSetOf(['A', 'B', 'C'], 1, 2) marks?: string[];
  @Optional() @IsPart(() => Part) part?: Part;
  @Optional() @IsListOf(() => Part, 0) parts?: Part[];
}

const accepts = (form: object): boolean =>
  validateSync(plainToInstance(Form, form), { whitelist: true, forbidNonWhitelisted: true }).length === 0;

describe('a text', () => {
  it.each([[' 华宁县\n盘溪镇 '], ['🌾'], ['constructor']])('%j says something', (text) => {
    expect([accepts({ text }), accepts({ texts: [text] })]).toEqual([true, true]);
  });

  it.each([
    ['half a character', '\ud83c'],
    ['a half inside', 'a\udf3eb'],
  ])('is refused with %s', (_what, text) => {
    expect([accepts({ text }), accepts({ texts: [text] })]).toEqual([false, false]);
  });

  it('is refused where it is blank, also over several lines', () => {
    for (const text of ['', ' ', '\n \n']) expect(accepts({ text })).toBe(false);
  });
});

describe('a number that an id is derived from', () => {
  it('is one text however it was typed, or none: another would be somebody else', () => {
    for (const number of ['530424100011', 'H-1', '华宁〔2024〕3']) expect(accepts({ number })).toBe(true);
    for (const number of ['5304 24', ' 530424', '530424\u3000', '５３０４２４', '530424\n'])
      expect([number, accepts({ number })]).toEqual([number, false]);
  });
});

describe('a set of words', () => {
  it('holds some of those allowed, each once, and no more than there is room for', () => {
    for (const marks of [['A'], ['C', 'B']]) expect(accepts({ marks })).toBe(true);
    for (const marks of [[], ['D'], ['A', 'A'], ['A', 'B', 'C']]) expect(accepts({ marks })).toBe(false);
  });
});

describe('a day of every year', () => {
  it.each(['01-31', '02-28', '04-30', '12-31'])('is %s', (payDay) => {
    expect(accepts({ payDay })).toBe(true);
  });

  it.each(['02-29', '02-30', '04-31', '06-31', '09-31', '11-31', '13-01', '00-10', '1-1'])(
    'is not %s',
    (payDay) => {
      expect(accepts({ payDay })).toBe(false);
    },
  );
});

describe('an amount of money', () => {
  it('is at most so large that thousands of them add up exactly', () => {
    expect(accepts({ amountFen: LARGEST_FEN })).toBe(true);
    expect(accepts({ amountFen: LARGEST_FEN + 1 })).toBe(false);
    for (const amountFen of [0.5, 100.005, '100', NaN]) expect(accepts({ amountFen })).toBe(false);
    expect(Number.isSafeInteger(9_000 * LARGEST_FEN)).toBe(true);
  });
});

describe('a part of a command', () => {
  it('is taken as an object with its fields', () => {
    expect(accepts({ part: { count: 1 } })).toBe(true);
    expect(accepts({ parts: [{ count: 1 }, { count: 2 }] })).toBe(true);
  });

  it('is refused where a list stands in its place, for in an empty one nothing would be looked at', () => {
    for (const part of [[], [{ count: 1 }]]) {
      expect(accepts({ part })).toBe(false);
      expect(accepts({ parts: [part] })).toBe(false);
    }
  });
});
