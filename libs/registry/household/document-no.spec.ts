import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, documentFault } from './document-no';

describe('a document number (R46)', () => {
  it.each([
    ['the worked number of GB 11643', '11010519491231002X', null],
    ['its check digit small', '11010519491231002x', 'CHARACTERS'],
    ['another check digit', '110105194912310021', 'CHECK_DIGIT'],
    ['two digits exchanged', '11010519491213002X', 'CHECK_DIGIT'],
    ['a disability certificate of 20', '11010519491231002X11', null],
    ['a disability certificate of 22', '11010519491231002X1234', null],
    ['a certificate over a wrong identity number', '110105194912310021B1', 'CHARACTERS'],
    ['a certificate over a wrong check digit', '11010519491231002112', 'CHECK_DIGIT'],
    ['15 digits of old', '110105491231002', 'LENGTH'],
    ['19 digits', '11010519491231002X1', 'LENGTH'],
    ['a day that no month has', '110105194902300028', 'BIRTH_DATE'],
    ['a month that no year has', '110105194913310028', 'BIRTH_DATE'],
    ['scientific notation', '1.23E+17', 'LENGTH'],
    ['scientific notation of full length', '1.1010519491231E17', 'CHARACTERS'],
    ['nothing', '', 'LENGTH'],
  ])('%s: %s is %s', (_what, documentNo, fault) => {
    expect(documentFault(documentNo)).toBe(fault);
  });

  it('has one right check digit', () => {
    const first17 = fc
      .tuple(fc.integer({ min: 110_000, max: 999_999 }), fc.integer({ min: 0, max: 999 }))
      .map(([area, serial]) => `${String(area)}19700101${String(serial).padStart(3, '0')}`);
    fc.assert(
      fc.property(first17, (first) => {
        const right = '0123456789X'.match(/./g)?.filter((digit) => documentFault(first + digit) === null);
        expect(right).toEqual([checkDigit(first)]);
      }),
    );
  });
});
