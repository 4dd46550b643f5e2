import { isDeepStrictEqual } from 'node:util';
import { SECRET } from './values';

/** What days become that are reckoned beyond the years 0000 to 9999; in the order of texts they stand elsewhere. */
const OUT_OF_CALENDAR = /^(?:\d{5,}|\d*-\d+)-\d\d-\d\d$/;

/** Amounts that tell of a loss. */
const MAY_BE_A_LOSS = /^(?:net|profit|surplus)/;

/**
 * What may stand in the log or in a view: plain JSON that comes back as it went in, whole numbers that are exact, days of
 * the calendar, and nothing of a person in clear.
 */
export const unsoundIn = (value: unknown): readonly string[] => {
  const text = JSON.stringify(value);
  const back: unknown = JSON.parse(text);
  const faults = leaves(value, '').flatMap(([at, leaf]) => {
    if (typeof leaf === 'number' && !Number.isSafeInteger(leaf)) return [`${at} is not exact: ${leaf}`];
    return typeof leaf === 'string' && OUT_OF_CALENDAR.test(leaf) ? [`${at} is no day: ${leaf}`] : [];
  });
  if (!isDeepStrictEqual(back, value)) faults.push('it is no plain JSON');
  if (text.includes(SECRET)) faults.push('it tells of a person in clear');
  return faults;
};

/** Money below nothing where no loss is told. */
export const debtsIn = (data: unknown): readonly string[] =>
  leaves(data, '').flatMap(([at, leaf]) => {
    const name = at.slice(at.lastIndexOf('/') + 1);
    const isDebt = typeof leaf === 'number' && leaf < 0 && name.endsWith('Fen') && !MAY_BE_A_LOSS.test(name);
    return isDebt ? [`${at} is a debt: ${leaf}`] : [];
  });

const leaves = (value: unknown, at: string): (readonly [at: string, leaf: unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => leaves(part, `${at}/${name}`))
    : [[at, value]];
