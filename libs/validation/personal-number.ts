import { isCalendarDate } from '@kernel/calendar-date';
import { luhnHolds } from '@kernel/luhn';

/** Between texts, not inside a longer number, a hash or an id. */
const apart = (form: string): RegExp => new RegExp(`(?<![\\dA-Za-z])(?:${form})(?![\\dA-Za-z])`, 'g');

const UUID = apart('[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}');
const IDENTITY = apart('\\d{6}[ -]?\\d{8}[ -]?\\d{3}[\\dXx](?:\\d{2}|\\d{4})?');
const MOBILE = apart('(?:(?:\\+|00)?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}');
const CARD = apart('[3-6]\\d{3}(?:[ -]?\\d{4}){3}(?:[ -]?\\d{1,3})?');

const digitsIn = (text: string): string => text.replaceAll(/\D/g, '');

/** Whoever mistypes the check digit has written somebody's number down all the same: the day of birth tells. */
const isIdentity = (text: string): boolean => {
  const day = digitsIn(text).slice(6, 14);
  return /^(?:19|20)/.test(day) && isCalendarDate(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
};

const isCard = (text: string): boolean => luhnHolds(digitsIn(text));

const found = (text: string, form: RegExp): readonly string[] => text.match(form) ?? [];

/** Whether a document, mobile phone or bank card number stands in a text, also in full-width digits or in groups. */
export const holdsPersonalNumber = (text: string): boolean => {
  const plain = text.normalize('NFKC').replaceAll(UUID, ' ');
  return (
    found(plain, IDENTITY).some(isIdentity) ||
    found(plain, MOBILE).length > 0 ||
    found(plain, CARD).some(isCard)
  );
};
