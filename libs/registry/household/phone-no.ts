/** Shorter than a number of a small exchange it is no number. */
const FEWEST_DIGITS = 7;
const COUNTRY = /^(?:00)?86(?=1\d{10}$|0\d{9,11}$)/;

/** The same phone however it is written, with spaces, in full width, hyphens or the country's code; null for what is no number. */
export const phoneDigits = (phone: string): string | null => {
  const digits = phone.normalize('NFKC').replaceAll(/\D/g, '').replace(COUNTRY, '');
  return digits.length < FEWEST_DIGITS ? null : digits;
};
