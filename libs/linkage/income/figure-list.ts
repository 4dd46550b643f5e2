import type { Figure } from '@query/figure';
import type { Comparison } from './comparison';
import type { Asking } from './household-list';
import { quarterOfPeriod, yearOfPeriod } from './period';

/** Path of a list that answers the same question as a figure. */
const pathOf = (list: string, asking: Asking, more: Readonly<Record<string, string>>): string => {
  const { division, knownAt, categories, period } = asking;
  const of = { year: String(yearOfPeriod(period)), quarter: String(quarterOfPeriod(period)) };
  const among = categories === undefined ? {} : { categories: categories.join(',') };
  const fields = { division, ...of, knownAt, ...among, ...more };
  return `/incomes/${list}?${new URLSearchParams(fields).toString()}`;
};

type At = Pick<Figure, 'asOf' | 'knownAt' | 'listRef'>;

const moment = ({ asOf, knownAt }: Asking) => ({ asOf, knownAt });

/** Who counts on either side, with what grew: the numerator is the difference of the two, the denominator the base. */
export const atGrowth = (asking: Asking, item: string): At => ({
  ...moment(asking),
  listRef: {
    numerator: pathOf('growth/households', asking, { item }),
    denominator: pathOf('growth/households', asking, { item, growthSide: 'BASE' }),
  },
});

/** Where it is explained why the growth is what it is. */
export const growthExplained = (asking: Asking, item: string): string =>
  pathOf('growth/explain', asking, { item });

/** Who has both values; the list has besides, and the figure apart, who is missing or was split in between. */
export const atDecline = (asking: Asking, comparison: Comparison): At => {
  const listed = (outcome: string): string => pathOf('comparisons', asking, { comparison, outcome });
  return {
    ...moment(asking),
    listRef: { numerator: listed('DECLINED'), denominator: listed('DECLINED,NOT_DECLINED') },
  };
};

export const atRecording = (asking: Asking): At => ({
  ...moment(asking),
  listRef: {
    numerator: pathOf('recordings', asking, { isRecorded: 'true' }),
    denominator: pathOf('recordings', asking, {}),
  },
});
