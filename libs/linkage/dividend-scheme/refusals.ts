import type { RefusalTexts } from '@kernel/refusal';

export const dividendSchemeRefusals = {
  SCHEME_PRINCIPAL_MISSING: {
    zh: '{mode}方案须写明本金',
    en: 'a {mode} scheme needs the principal it is reckoned on',
  },
  SCHEME_RATE_MISSING: { zh: '{mode}方案须写明年保底率', en: 'a {mode} scheme needs a yearly rate' },
  SCHEME_POOL_SHARE_MISSING: {
    zh: '{mode}方案须写明农户股份占比',
    en: 'a {mode} scheme needs the pool’s share of the profit',
  },
  SCHEME_PATRONAGE_SHARE_MISSING: {
    zh: '{mode}方案须写明按交易量返还比例',
    en: 'a {mode} scheme needs the share refunded by transaction volume',
  },
  SHARE_ABOVE_WHOLE: { zh: '占比不能超过百分之百', en: 'a share cannot exceed the whole' },
  FISCAL_FUND_NOT_PRINCIPAL: {
    zh: '财政资金（{fiscalFundFen} 分）须即为方案本金（{principalFen} 分），且不适用于合作社盈余分配',
    en: 'the fiscal fund ({fiscalFundFen} fen) must be the principal ({principalFen} fen) and is no part of a cooperative’s surplus',
  },
  BENEFICIARIES_MISSING: { zh: '方案没有受益农户', en: 'the scheme names no household' },
  BENEFICIARY_LISTED_TWICE: { zh: '受益户重复列入', en: 'a beneficiary is listed twice' },
  BENEFICIARY_WITHOUT_SHARES: { zh: '受益农户的股份须大于零', en: 'a beneficiary’s shares must exceed zero' },
  SCHEME_NOT_DRAFT: {
    zh: '方案不在待议定状态（{state}）',
    en: 'the scheme does not await adoption ({state})',
  },
  ADOPTER_IS_DRAFTER: { zh: '议定人不能是起草人', en: 'whoever drafted the scheme cannot adopt it' },
  PATRONAGE_BELOW_MINIMUM: {
    zh: '按交易量返还比例低于规定下限',
    en: 'the share refunded by transaction volume is below the minimum',
  },
  DISTRIBUTION_TOO_RARE: {
    zh: '每年分配 {timesPerYear} 次，少于规定的 {least} 次',
    en: '{timesPerYear} distributions a year are fewer than the {least} required',
  },
} satisfies RefusalTexts;
