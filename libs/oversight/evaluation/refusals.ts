import type { RefusalTexts } from '@kernel/refusal';

export const evaluationRefusals = {
  EVALUATION_EXISTS: {
    zh: '该经营主体 {year} 年度已列入评估（{state}）',
    en: 'the entity is evaluated for {year} already ({state})',
  },
  EVALUATION_WINDOW_CLOSED: {
    zh: '{year} 年度评估应在 {from} 至 {to} 期间列入',
    en: 'the evaluation of {year} is planned from {from} to {to}',
  },
  AGREEMENT_NOT_IN_FORCE_IN_YEAR: {
    zh: '协议在 {year} 年内没有任何一天处于履行期：{agreementIds}',
    en: 'not in force on any day of {year}: agreements {agreementIds}',
  },
  EVALUATION_WITHOUT_AGREEMENT: {
    zh: '须列明评估年度内履行的协议；仅对取消资格后无协议的主体试评时可不列',
    en: 'name the agreements that were in force; only a trial of a revoked entity may be without one',
  },
  EVALUATION_DATA_NOT_FROZEN: { zh: '评估数据尚未冻结', en: 'the data of the evaluation is not frozen yet' },
  EVALUATION_SCORED_ALREADY: {
    zh: '评估已计分（{state}）；异议成立、另行登记指标或一票否决事项后，须重新计分',
    en: 'the evaluation is scored ({state}); an objection that is upheld, another indicator or a veto opens it again',
  },
  SELF_REPORT_MISSING: {
    zh: '经营主体尚未提交自评报告；逾期未报的，须说明理由后计分',
    en: 'the entity has not reported on itself; to score without it, state the reason',
  },
  EVALUATION_NOT_SCORED: { zh: '评估处于{state}，尚未计分', en: 'the evaluation is {state}, not scored' },
  EVALUATION_FINAL: { zh: '评估结果已认定（{state}）', en: 'the evaluation is final ({state})' },
  EVALUATION_NOT_FINAL: { zh: '评估结果尚未认定（{state}）', en: 'the evaluation is not final ({state})' },
  EVALUATOR_IS_ENTITY: {
    zh: '{user} 代表被评估的经营主体，不得参与评估',
    en: '{user} spoke for the entity and may not evaluate it',
  },
  EVALUATOR_SPOKE_FOR_ANOTHER: {
    zh: '{user} 已代表{spokeFor}出具评估意见，同一人只能代表一方',
    en: '{user} gave the opinion of {spokeFor}; one person speaks for one side only',
  },
  RESOLVER_IS_SCORER: {
    zh: '{user} 登记过指标、一票否决事项或计算过得分，异议须由他人答复',
    en: '{user} recorded an indicator or a veto or computed the score; another person answers the objection',
  },
  FINALIZER_IS_SCORER: {
    zh: '{user} 登记过指标、一票否决事项或计算过得分，评估结果须由他人认定',
    en: '{user} recorded an indicator or a veto or computed the score; another person finds the result',
  },
  RESIDENT_TEAM_OPINION_MISSING: {
    zh: '驻村工作队尚未出具意见',
    en: 'the resident work team has not given its opinion',
  },
  TOO_FEW_DEPARTMENTS: {
    zh: '须有不少于{needed}个部门出具评估意见，现有：{departments}',
    en: 'evaluators of {needed} departments have to speak; so far: {departments}',
  },
  NO_INDICATOR_APPLIES: { zh: '没有可计分的指标', en: 'no indicator applies, there is nothing to score' },
  OBJECTION_WINDOW_CLOSED: { zh: '异议期已于 {until} 届满', en: 'objections were accepted until {until}' },
  OBJECTION_UNKNOWN: { zh: '没有该异议', en: 'no such objection' },
  OBJECTION_RESOLVED_ALREADY: { zh: '该异议已答复', en: 'the objection is answered already' },
  OBJECTION_OPEN: {
    zh: '尚有未答复的异议：{objectionIds}',
    en: 'objections wait for an answer: {objectionIds}',
  },
  OBJECTION_WINDOW_RUNNING: {
    zh: '异议期至 {until}，届满后方可认定',
    en: 'objections are accepted until {until}; the result follows after it',
  },
  CONSEQUENCE_NOT_DUE: {
    zh: '评估结果（{result}，{grade}）不适用{consequence}',
    en: '{consequence} does not follow from {result}, {grade}',
  },
} satisfies RefusalTexts;
