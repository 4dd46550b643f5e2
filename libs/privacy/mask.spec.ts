import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { masked, type Mask, type MaskedItem } from './mask';

const wide = (of: MaskedItem): Mask => ({ of, isNarrow: false });
const narrow = (of: MaskedItem): Mask => ({ of, isNarrow: true });

/** What was given, and what is left of it where the place does not mask the item by name, and where it does. */
const left = (of: MaskedItem, text: string): readonly string[] => [
  masked(text, wide(of)),
  masked(text, narrow(of)),
];

describe('what is left of somebody in a list', () => {
  it.each([
    ['张晓明', '张*明', '张**'],
    ['张三', '张*', '张*'],
    ['张', '*', '*'],
    ['阿依古丽', '阿**丽', '阿***'],
    ['阿依古丽·买买提', '阿******提', '阿*******'],
    ['Maria', 'M***a', 'M****'],
    ['𠮷田明', '𠮷*明', '𠮷**'],
  ])('is of the name %s %s, and %s where names are masked', (name, ...expected) =>
    expect(left('NAME', name)).toEqual(expected),
  );

  it.each([
    ['欧阳晓明', '欧阳*明', '欧阳**'],
    ['欧阳明', '欧阳*', '欧阳*'],
    ['欧阳', '欧*', '欧*'],
    ['上官婉儿', '上官*儿', '上官**'],
  ])('keeps a surname of two characters whole: %s, %s, %s', (name, ...expected) =>
    expect(left('NAME', name)).toEqual(expected),
  );

  it.each([
    ['110101199003071234', '110101********1234', '1101**********1234'],
    ['11010119900307123X', '110101********123X', '1101**********123X'],
    ['11010119900307123443', '110101**********3443', '1101************3443'],
    ['1101011990030712344312', '110101************4312', '1101**************4312'],
    ['110101900307123', '11010******7123', '1101*******7123'],
    ['E12345678', 'E12***678', 'E12***678'],
    ['12', '*2', '*2'],
    ['1', '*', '*'],
  ])('is of the document %s %s, and %s where documents are masked', (documentNo, ...expected) =>
    expect(left('DOCUMENT_NO', documentNo)).toEqual(expected),
  );

  it.each([
    ['13812341234', '138****1234', '*******1234'],
    ['0877-5012345', '087*****2345', '********2345'],
    ['5012345', '50***45', '****345'],
  ])('is of the phone %s %s, and %s where phones are masked', (phone, ...expected) =>
    expect(left('PHONE', phone)).toEqual(expected),
  );

  it('is never the whole, of whatever is given, and as long as what was given', () => {
    const items = fc.constantFrom<MaskedItem>('NAME', 'DOCUMENT_NO', 'PHONE');
    const texts = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((text) => !text.includes('*'));
    fc.assert(
      fc.property(items, texts, fc.boolean(), (of, text, isNarrow) => {
        const shown = masked(text, { of, isNarrow });
        expect(shown).toContain('*');
        expect(Array.from(shown)).toHaveLength(Array.from(text).length);
        expect(shown.replaceAll('*', '').length).toBeLessThan(text.length);
      }),
    );
  });

  it('is of a number two thirds at most', () => {
    for (let length = 1; length <= 30; length += 1)
      for (const mask of [wide('DOCUMENT_NO'), narrow('DOCUMENT_NO'), wide('PHONE'), narrow('PHONE')]) {
        const stars = masked('7'.repeat(length), mask).replaceAll('7', '').length;
        expect(stars * 3).toBeGreaterThanOrEqual(length);
      }
  });

  it('is less where the place masks the item by name, and nothing that is not left otherwise', () => {
    for (const [of, text] of [
      ['NAME', '欧阳晓明'],
      ['DOCUMENT_NO', '110101199003071234'],
      ['PHONE', '13812341234'],
    ] as const) {
      const [usual = '', less = ''] = left(of, text);
      const isLeft = (character: string, at: number): boolean => ['*', usual.charAt(at)].includes(character);
      expect(Array.from(less).every(isLeft)).toBe(true);
      expect(less).not.toBe(usual);
    }
  });
});
