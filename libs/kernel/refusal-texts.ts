import type { RefusalTexts } from './refusal';

/** Codes that several modules answer with, and those of questions that cannot be answered as put; a rule's own codes belong to its module. */
export const COMMON_REFUSALS = {
  AGREEMENT_NOT_IN_FORCE: {
    zh: '协议处于{state}，未在履行期',
    en: 'the agreement is {state}, not in force',
  },
  AGREEMENT_OF_ANOTHER_ENTITY: {
    zh: '协议属于另一经营主体：{agreementIds}',
    en: 'agreements with another entity: {agreementIds}',
  },
  AGREEMENT_UNKNOWN: { zh: '没有该协议', en: 'no such agreement' },
  BEFORE_LAST_CHANGE: {
    zh: '业务日期早于上一次变化 {since}',
    en: 'the effective date lies before the last change on {since}',
  },
  BINDING_DUPLICATE: {
    zh: '同一农户或企业与同一主体在该产业上已有绑定（{state}）；尚未生效的，撤回或退回后可重新提出',
    en: 'these two are bound in this industry already ({state}); what is not in force yet can be proposed anew once it is withdrawn or sent back',
  },
  BINDING_NOT_ACTIVE: { zh: '绑定处于{state}，未生效', en: 'the binding is {state}, not active' },
  BINDING_NOT_WITHDRAWABLE: {
    zh: '绑定处于{state}，只有意向和提案可以撤回',
    en: 'the binding is {state}; only an intent or a proposal can be withdrawn',
  },
  BINDING_NOT_IN_REVIEW: { zh: '绑定处于{state}，不在审核中', en: 'the binding is {state}, not in review' },
  BINDING_NOT_SUSPENDED: { zh: '绑定处于{state}，未暂停', en: 'the binding is {state}, not suspended' },
  BINDING_TERM_OVER: {
    zh: '绑定期限 {endDate} 已届满，不能再生效',
    en: 'the binding’s term ended on {endDate}: it does not begin any more',
  },
  DRY_RUN_NOT_POSSIBLE: {
    zh: '该操作须留痕，不能试运行',
    en: 'this is done on record only and has no dry run',
  },
  EFFECTIVE_DATE_IN_FUTURE: { zh: '业务日期不能晚于今天', en: 'the effective date lies in the future' },
  ENDING_ONLY_BY_SYSTEM: {
    zh: '终止原因{cause}只能由系统依协议或名录变化给出',
    en: 'the cause {cause} follows from another record and is given by the system only',
  },
  ENTITY_NOT_ACTIVE: {
    zh: '经营主体处于{state}，不在有效名录',
    en: 'the entity is {state}, not active in the register',
  },
  ENTITY_REVOKED: { zh: '经营主体资格已被取消', en: 'the eligibility of the entity is revoked' },
  ENTITY_UNKNOWN: { zh: '没有登记的经营主体', en: 'no such entity' },
  AS_OF_IS_QUARTER_END: {
    zh: '季度数据以季末日为准，不能另指定 {because}',
    en: 'a figure of a quarter is true at its last day, not as of {because}',
  },
  AS_OF_IS_YEAR_END: {
    zh: '年度数据以年末日为准，不能另指定 {because}',
    en: 'a figure of a year is true at its last day, not as of {because}',
  },
  AS_OF_IS_PUBLISHED_DAY: {
    zh: '通报以其数据日为准，不能另指定 {because}',
    en: 'a bulletin is compared as of the day of its figures, not as of {because}',
  },
  DIVISION_NOT_IN_USE: {
    zh: '区划代码 {code} 在 {date} 不在使用中',
    en: 'division {code} is not in use on {date}',
  },
  FIGURE_BEFORE_QUARTER_END: {
    zh: '在所问的时点该季度尚未结束',
    en: 'the quarter was not over on the day of knowledge asked for',
  },
  FORM_NOT_ALLOWED_FOR_RELATION: {
    zh: '{relation}关系不适用联结形式{forms}',
    en: 'forms {forms} are not allowed for the relation {relation}',
  },
  HOUSEHOLD_LISTED_TWICE: { zh: '农户重复列入', en: 'a household is listed twice' },
  HOUSEHOLD_UNKNOWN: { zh: '没有登记的农户', en: 'no such household' },
  HOUSEHOLD_VANISHED: { zh: '该户已整户自然减少', en: 'the household exists no more' },
  PARAMETER_NOT_CONFIGURED: {
    zh: '{division} 在 {date} 未设定政策参数 {key}，不能判定',
    en: 'policy parameter {key} is not set for {division} on {date}; the rule cannot answer',
  },
  NAMED_TWICE: {
    zh: '一次成批办理中，同一事项只能出现一次',
    en: 'what is sent several at once may concern each thing only once',
  },
  POST_OF_OTHER_LEVEL: {
    zh: '{role}岗位只设在{level}，{code}不是',
    en: 'a post of {role} is one of the level {level}, which {code} is not of',
  },
  REASON_REQUIRED: { zh: '须写明理由', en: 'a reason is required' },
  VOIDED_FROM_FIRST_DAY: {
    zh: '误记自始无效，业务日期须为记录之日 {on}',
    en: 'what was recorded by mistake never held: the effective date is that of the record, {on}',
  },
  REVIEWER_IS_SUBMITTER: { zh: '审核人不能是提交人', en: 'who submitted may not review' },
  SIGN_LEVEL_NOT_FIXED: {
    zh: '协议尚未提交签订，所需层级还未确定',
    en: 'the agreement is a draft: which level signs is fixed when it is submitted',
  },
  TERMINATION_WITHOUT_FAILED_RECTIFICATION: {
    zh: '没有整改不到位的记录，不能解除协议或取消资格',
    en: 'no failed rectification justifies a termination or revocation',
  },
  TERM_INVALID: {
    zh: '截止日 {endDate} 早于起始日 {startDate}',
    en: 'the term ends on {endDate}, before it starts on {startDate}',
  },
  EVENT_KIND_UNKNOWN: { zh: '没有这种事件：{because}', en: 'there is no such kind of event: {because}' },
  MOMENT_UNREADABLE: {
    zh: '时点 {because} 须为日期、带时区的时刻或日志位置',
    en: '{because} is neither a day, an instant nor a position of the log',
  },
  MOMENTS_ARE_THE_SAME: {
    zh: '两个时刻相同，无可比较：{because}',
    en: 'the two moments are the same: {because}',
  },
  MOMENTS_OUT_OF_ORDER: {
    zh: '前一时刻须不晚于后一时刻：{because}',
    en: 'the first moment lies after the second: {because}',
  },
  REVISION_UNKNOWN: { zh: '没有版本 {because}', en: 'there is no revision {because}' },
  PERIOD_REVERSED: { zh: '期间起止颠倒：{because}', en: 'the period ends before it begins: {because}' },
  LIST_NOT_BY_INDUSTRY: {
    zh: '该名单不能按产业查询',
    en: 'this list is not kept by industry',
  },
  LOSS_OF_NOTHING: { zh: '请指明绑定、主体或协议', en: 'name a binding, an entity or an agreement' },
  SERIES_TOO_LONG: { zh: '时间点不能超过 {because} 个', en: 'at most {because} dates are answered at once' },
  TOO_MANY_DIFFERENCES: {
    zh: '差异超过 {because} 处，请缩小区划',
    en: 'more than {because} lines differ; narrow the division',
  },
  WEAK_FORM_NOT_TRACKED: {
    zh: '参数中的弱联结形式未单独统计：{because}',
    en: 'a weak form of the parameter is not counted apart: {because}',
  },
} satisfies RefusalTexts;
