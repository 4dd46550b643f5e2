import type { RefusalTexts } from '@kernel/refusal';

export const snapshotRefusals = {
  SNAPSHOT_EXISTS: {
    zh: '通报 {bulletinNo} 的快照已发布',
    en: 'a snapshot of bulletin {bulletinNo} is published',
  },
  SNAPSHOT_DAY_NOT_OVER: {
    zh: '截至日 {knownAt} 尚未结束，不能据以发布',
    en: 'the day {knownAt} up to which knowledge counts is not over',
  },
  SNAPSHOT_OF_LATER_DAY: {
    zh: '数据日 {asOf} 晚于截至日 {knownAt}',
    en: 'the figures are of {asOf}, later than the day {knownAt} up to which knowledge counts',
  },
  AMENDMENT_KNOWS_LESS: {
    zh: '更正的截至日 {knownAt} 早于此前所依据的截至日 {before}',
    en: 'the amendment counts what was known by {knownAt}, less than the {before} of what it amends',
  },
  SNAPSHOT_NOT_COMPUTABLE: {
    zh: '按截至 {knownAt} 所知，{asOf} 的数字算不出来：当时尚未设定 {key}',
    en: 'the figures of {asOf} cannot be reckoned by what was known on {knownAt}: nobody had decided {key}',
  },
  SNAPSHOT_NOT_OF_QUARTER: {
    zh: '收入通报的数据日应为季末，{asOf} 不是',
    en: 'income is told at the end of a quarter, and {asOf} is none',
  },
} satisfies RefusalTexts;
