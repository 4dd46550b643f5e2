import type { CatalogueEntry } from './catalogue-entry';
import { MASK_ITEMS } from './mask-rules';
import { aSetOf, aWhole } from './value-kind';

/** What is shown of people, how long they wait to be forgotten, and how long those who look and those who are let in may stay. */
export const PRIVACY_PARAMETERS = {
  'privacy.maskRules': {
    ...aSetOf(MASK_ITEMS),
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
  /** How many people one reader sees in clear on one day before it stands out. */
  'privacy.bulkReadsPerDay': {
    ...aWhole(1, 10_000),
    title: '个人信息查阅量警示线',
    unit: 'count/day',
    offered: 50,
  },
  /** An auditor is let in for a purpose and a period, and no longer than this at a time. */
  'audit.sessionDaysMax': {
    ...aWhole(1, 1_096),
    title: '审计岗位最长天数',
    unit: 'days',
    offered: 90,
  },
  /** A program's token is renewed by a person, who sees then whether the program is still wanted. */
  'access.tokenDaysMax': {
    ...aWhole(1, 1_096),
    title: '程序访问令牌最长天数',
    unit: 'days',
    offered: 180,
  },
} as const satisfies Record<string, CatalogueEntry>;
