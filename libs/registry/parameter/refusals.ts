import type { RefusalTexts } from '@kernel/refusal';

export const parameterRefusals = {
  PARAMETER_UNKNOWN: { zh: '没有名为 {key} 的政策参数', en: 'there is no policy parameter {key}' },
  PARAMETER_VALUE_INVALID: { zh: '参数 {key} 的值应为{expected}', en: 'parameter {key} takes {expected}' },
  PARAMETER_INTERVAL_INVALID: { zh: '失效日期早于生效日期', en: 'effectiveTo lies before effectiveFrom' },
  PARAMETER_OVERLAPS_LATER: {
    zh: '该地自 {from} 起已另有定值，新值须在此前失效',
    en: 'this place has another value from {from} on; the new one must end before it',
  },
} satisfies RefusalTexts;
