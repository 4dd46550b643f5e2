/** What every request that proposes a parameter needs, for those that are wrong in another way. */
export const target = {
  key: 'coverage.target',
  scope: '530424000000',
  value: { numerator: 1, denominator: 1 },
  effectiveFrom: '2025-01-01',
  sourceDocument: '华宁县“双绑”实施方案',
};

export const PROBLEM = 'application/problem+json; charset=utf-8';
