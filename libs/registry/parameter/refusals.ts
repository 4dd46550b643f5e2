import type { RefusalTexts } from '@kernel/refusal';

export const parameterRefusals = {
  PARAMETER_UNKNOWN: { zh: '没有名为 {key} 的政策参数', en: 'there is no policy parameter {key}' },
  PARAMETER_VALUE_INVALID: { zh: '参数 {key} 的值应为{expected}', en: 'parameter {key} takes {expected}' },
  PARAMETER_INTERVAL_INVALID: { zh: '失效日期早于生效日期', en: 'effectiveTo lies before effectiveFrom' },
  PARAMETER_OVERLAPS_LATER: {
    zh: '该地自 {from} 起已另有定值，新值须在此前失效',
    en: 'this place has another value from {from} on; the new one must end before it',
  },
  PARAMETER_PROPOSAL_UNKNOWN: {
    zh: '参数 {key} 没有这项提议',
    en: 'nobody proposed this value of {key}',
  },
  PARAMETER_PROPOSAL_DECIDED: {
    zh: '该提议已办结（{state}）',
    en: 'the proposal is decided already: {state}',
  },
  PARAMETER_DECIDED_BY_PROPOSER: {
    zh: '提议人 {user} 不得决定自己的提议',
    en: '{user} proposed it and may not decide on it',
  },
  PARAMETER_WITHDRAWN_BY_ANOTHER: {
    zh: '只有提议人可以撤回提议',
    en: 'only who proposed it may withdraw it',
  },
} satisfies RefusalTexts;
