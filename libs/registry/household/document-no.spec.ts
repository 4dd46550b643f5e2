import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CalendarDate } from '@kernel/calendar-date';
import { checkDigit, documentAsIssued, documentFault, identityNo, isOfUnborn } from './document-no';

describe('a document number (R46)', () => {
  it.each([
    ['the worked number of GB 11643', '11010519491231002X', null],
    ['its check letter small', '11010519491231002x', null],
    ['in groups', ' 110105 19491231 002X ', null],
    ['in full width', '１１０１０５１９４９１２３１００２Ｘ', null],
    ['with hyphens', '110105-19491231-002X', 'CHARACTERS'],
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

  it.each(['11010519491231002x', '110105 19491231 002X', '１１０１０５１９４９１２３１００２ｘ\u3000'])(
    'is the same person written as %j',
    (written) => {
      expect([documentAsIssued(written), identityNo(written)]).toEqual(Array(2).fill('11010519491231002X'));
    },
  );

  it('is of somebody unborn until its day of birth', () => {
    expect(isOfUnborn('11010519491231002x', '1949-12-30' as CalendarDate)).toBe(true);
    expect(isOfUnborn('11010519491231002x', '1949-12-31' as CalendarDate)).toBe(false);
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
