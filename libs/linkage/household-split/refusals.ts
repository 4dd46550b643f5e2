import type { RefusalTexts } from '@kernel/refusal';

export const householdSplitRefusals = {
  SPLIT_BINDINGS_UNASSIGNED: {
    zh: '须逐一写明绑定归哪一户：{bindingIds}',
    en: 'say which household each binding belongs to: {bindingIds}',
  },
  SPLIT_BINDINGS_UNKNOWN: {
    zh: '不是该户有效的绑定，或重复写明：{bindingIds}',
    en: 'no bindings in force of the household, or named twice: {bindingIds}',
  },
  SPLIT_DIVIDENDS_UNASSIGNED: {
    zh: '须逐一写明未付分红归哪一户：{distributionIds}',
    en: 'say which household each unpaid dividend belongs to: {distributionIds}',
  },
  SPLIT_DIVIDENDS_UNKNOWN: {
    zh: '该户在其中没有未付分红，或重复写明：{distributionIds}',
    en: 'nothing unpaid is due to the household, or named twice: {distributionIds}',
  },
  SPLIT_DIVIDEND_BEING_PAID: {
    zh: '分红 {distributionIds} 已列入待确认的付款批次，须先确认或退回',
    en: 'dividends {distributionIds} stand in a payment file: have it confirmed or rejected first',
  },
  SPLIT_PAPER_WAITS: {
    zh: '协议 {agreementIds} 有文件待签署，须先签署或撤回',
    en: 'agreements {agreementIds} wait for signatures: have them signed or withdrawn first',
  },
} satisfies RefusalTexts;
