import type { Figure } from '@query/figure';
import type { Comparison } from './comparison';
import type { Asking } from './household-list';
import { quarterOfPeriod, yearOfPeriod } from './period';

/** Path of a list that answers the same question as a figure. */
const pathOf = (list: string, asking: Asking, more: Readonly<Record<string, string>>): string => {
  const { division, knownAt, categories, period } = asking;
  const of = { year: String(yearOfPeriod(period)), quarter: String(quarterOfPeriod(period)) };
  const fields = { division, ...of, knownAt, ...more };
  const all = categories === undefined ? fields : { ...fields, categories: categories.join(',') };
  return `/incomes/${list}?${new URLSearchParams(all).toString()}`;
};

type At = Pick<Figure, 'asOf' | 'knownAt' | 'listRef'>;

const moment = ({ asOf, knownAt }: Asking) => ({ asOf, knownAt });

/** Both years' values of every household that is compared. */
export const atComparison = (asking: Asking, comparison: Comparison): At => {
  const path = pathOf('comparisons', asking, { comparison });
  return { ...moment(asking), listRef: { numerator: path, denominator: path } };
};

/** Where it is explained why the growth is what it is. */
export const growthExplained = (asking: Asking, item: string): string =>
  pathOf('growth/explain', asking, { item });

export const atDecline = (asking: Asking, comparison: Comparison): At => {
  const { listRef, ...at } = atComparison(asking, comparison);
  return { ...at, listRef: { ...listRef, numerator: `${listRef.numerator}&outcome=DECLINED` } };
};

export const atRecording = (asking: Asking): At => ({
  ...moment(asking),
  listRef: {
    numerator: pathOf('recordings', asking, { isRecorded: 'true' }),
    denominator: pathOf('recordings', asking, {}),
  },
});
