/** What a question cannot do without, by the name of the parameter. */
export const NEEDED: Readonly<Record<string, string>> = {
  ...{ division: '530424000000', year: '2025', quarter: '4', item: 'OPERATING', comparison: 'YOY_QUARTER' },
  ...{ from: '2025-01-01', every: 'QUARTER', which: 'GAP', by: 'DIVISION', key: 'coverage.target' },
  ...{ fromAsOf: '2025-06-30', fromYear: '2025', fromQuarter: '3' },
  ...{ code: '530424000000', category: 'household' },
};

/** What a question is asked with besides, by its name: a comparison wants two moments, here how something began and how it is. */
export const BESIDES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AggregateComparison: { fromRevision: '0' },
};
