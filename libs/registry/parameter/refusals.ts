import type { RefusalTexts } from '@kernel/refusal';

export const parameterRefusals = {
  PARAMETER_UNKNOWN: { zh: '没有名为 {key} 的政策参数', en: 'there is no policy parameter {key}' },
  PARAMETER_VALUE_INVALID: { zh: '参数 {key} 的值应为{expected}', en: 'parameter {key} takes {expected}' },
  PARAMETER_INTERVAL_INVALID: { zh: '失效日期早于生效日期', en: 'effectiveTo lies before effectiveFrom' },
  PARAMETER_OVERLAPS_LATER: {
    zh: '该地自 {from} 起已另有定值，新值须在此前失效',
    en: 'this place has another value from {from} on; the new one must end before it',
  },
  PARAMETER_ALREADY_FROM: {
    zh: '该地自 {from} 起的定值已存在，更正须从另一日起',
    en: 'this place has a value from {from} already; supersede it from another day',
  },
  PARAMETER_NOT_CONFIGURED: {
    zh: '{division} 在 {date} 未设定政策参数 {key}，不能判定',
    en: 'policy parameter {key} is not set for {division} on {date}; the rule cannot answer',
  },
} satisfies RefusalTexts;
