import type { DistributionRow } from './dividend-row';

/** Those who owe most come first. */
export const byEntity = (rows: readonly DistributionRow[]) =>
  [...new Set(rows.map(({ entityId }) => entityId))]
    .map((entityId) => ({ entityId, own: rows.filter((row) => row.entityId === entityId) }))
    .map(({ entityId, own }) => ({
      entityId,
      unpaidFen: own.reduce((sum, row) => sum + row.unpaidFen, 0),
      /** 户次: a household that waits for two distributions counts twice. */
      lineCount: own.reduce((sum, row) => sum + row.unpaidCount, 0),
      overdueFrom: own.map((row) => row.overdueFrom ?? row.payDate).sort()[0] ?? null,
      distributionIds: own.map(({ id }) => id),
    }))
    .sort((a, b) => b.unpaidFen - a.unpaidFen || (a.entityId < b.entityId ? -1 : 1));
