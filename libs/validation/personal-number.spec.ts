import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedId } from '@kernel/ids';
import { holdsPersonalNumber } from './personal-number';

describe('a number of a person in a text', () => {
  it.each([
    ['an identity number', '王某 999999197001010015 已死亡'],
    ['one with a wrong check digit', '证件999999197001010010。'],
    ['one that ends in x', '99999919700101031x'],
    ['one in groups', '999999 19700101 0015'],
    ['one in full width', '证件号９９９９９９１９７００１０１００１５'],
    ['a disability certificate', '99999919700101001543'],
    ['a mobile phone', '电话13800000001，无人接听'],
    ['one with the code of the country', '+86 138-0000-0001'],
    ['a bank card', '卡号 6222 0200 0000 0000 000'],
    ['one without groups', '转6222020000000000000'],
  ])('is found: %s', (_what, text) => {
    expect(holdsPersonalNumber(text)).toBe(true);
  });

  it.each([
    ['a decision', '华政办〔2025〕4号'],
    ['a household', '5304241020001'],
    ['a credit code', '93530424MA00000012'],
    ['a day', '2024-03-01 至 2027-02-28'],
    ['a hash', 'sha256:13800000001a380000000113800000001b3800000001138000000013800000'],
    ['a village code', '530424102201-03'],
    ['an amount', '共计1380000元'],
    ['digits that are no birth', '530424999999999999'],
    ['a card number that is none', '6222 0200 0000 0000 001'],
  ])('is not seen in %s', (_what, text) => {
    expect(holdsPersonalNumber(text)).toBe(false);
  });

  it('is not seen in an id', () => {
    fc.assert(fc.property(fc.nat(), (seed) => !holdsPersonalNumber(`见 ${derivedId('text', seed)}。`)));
  });
});
