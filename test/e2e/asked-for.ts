/** What a question cannot do without, by the name of the parameter. */
export const NEEDED: Readonly<Record<string, string>> = {
  ...{ division: '530424000000', year: '2025', quarter: '4', item: 'OPERATING', comparison: 'YOY_QUARTER' },
  ...{ from: '2025-01-01', every: 'QUARTER', which: 'GAP', by: 'DIVISION', key: 'coverage.target' },
  ...{ fromAsOf: '2025-06-30', fromYear: '2025', fromQuarter: '3' },
  ...{ code: '530424000000', category: 'household' },
};
