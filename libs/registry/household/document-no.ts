import { isCalendarDate, type CalendarDate } from '@kernel/calendar-date';
import { unspaced } from '@kernel/unspaced';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK = '10X98765432';

export type DocumentFault = 'LENGTH' | 'CHARACTERS' | 'BIRTH_DATE' | 'CHECK_DIGIT';

/** As it stands on the paper: full width, blanks between groups and a small x are ways to type it, and no other number. */
export const documentAsIssued = (written: string): string => unspaced(written).toUpperCase();

/**
 * What is wrong with an identity number (GB 11643, 18 characters) or a disability certificate number (20 or 22, of which
 * the first 18 are the identity number); null where nothing is (R46). Spreadsheets turn numbers into `1.23E+17`: those
 * fail here.
 */
export const documentFault = (written: string): DocumentFault | null => {
  const documentNo = documentAsIssued(written);
  if (![18, 20, 22].includes(documentNo.length)) return 'LENGTH';
  if (!/^\d{17}[\dX]\d*$/.test(documentNo)) return 'CHARACTERS';
  if (!isCalendarDate(birthIn(documentNo))) return 'BIRTH_DATE';
  return checkDigit(documentNo.slice(0, 17)) === documentNo[17] ? null : 'CHECK_DIGIT';
};

const birthIn = (documentNo: string): string =>
  `${documentNo.slice(6, 10)}-${documentNo.slice(10, 12)}-${documentNo.slice(12, 14)}`;

/** Of a number in which nothing else is wrong. */
export const isOfUnborn = (written: string, today: CalendarDate): boolean =>
  birthIn(documentAsIssued(written)) > today;

/** What tells one person from another: a disability certificate begins with the identity number of its holder. */
export const identityNo = (written: string): string => documentAsIssued(written).slice(0, 18);

export const checkDigit = (first17: string): string =>
  CHECK.charAt(WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0) % 11);
