import type { CatalogueEntry } from './catalogue-entry';
import { aSetOf, aWhole } from './value-kind';

/** What is shown of people, and how long they wait to be forgotten. */
export const PRIVACY_PARAMETERS = {
  'privacy.maskRules': {
    ...aSetOf(['DOCUMENT_NO', 'PHONE', 'BANK_CARD', 'HEALTH', 'NAME']),
    title: '公示脱敏项',
    unit: 'set',
    offered: ['DOCUMENT_NO', 'PHONE', 'BANK_CARD', 'HEALTH'],
  },
  /** Between the approval of an erasure and the destruction of the key: time to withdraw, or to find a retention duty. */
  'privacy.erasureWaitingDays': {
    ...aWhole(1, 90),
    title: '个人信息删除等待天数',
    unit: 'days',
    offered: 15,
  },
  /** How many documents held outside the own division somebody may try to register on one day before no more is told. */
  'privacy.documentsMetPerDay': {
    ...aWhole(1, 1_000),
    title: '重复登记他处证件次数上限',
    unit: 'count/day',
    offered: 10,
  },
  /** How many people one reader sees in clear on one day before it stands out. */
  'privacy.bulkReadsPerDay': {
    ...aWhole(1, 10_000),
    title: '个人信息查阅量警示线',
    unit: 'count/day',
    offered: 50,
  },
} as const satisfies Record<string, CatalogueEntry>;
