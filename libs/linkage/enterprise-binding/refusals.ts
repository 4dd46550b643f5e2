import type { RefusalTexts } from '@kernel/refusal';

export const enterpriseBindingRefusals = {
  BINDING_DUPLICATE: {
    zh: '同一农户或企业与同一主体在该产业上已有绑定（{state}）',
    en: 'these two are bound in this industry already ({state})',
  },
  BINDING_NOT_IN_REVIEW: { zh: '绑定处于 {state}，不在审核中', en: 'the binding is {state}, not in review' },
  BINDING_NOT_ACTIVE: { zh: '绑定处于 {state}，未生效', en: 'the binding is {state}, not active' },
  BINDING_NOT_SUSPENDED: { zh: '绑定处于 {state}，未暂停', en: 'the binding is {state}, not suspended' },
  REVIEWER_IS_SUBMITTER: { zh: '审核人不能是提交人', en: 'who submitted may not review' },
  REASON_REQUIRED: { zh: '须说明理由', en: 'a reason is required' },
  BEFORE_LAST_CHANGE: {
    zh: '业务日期早于上一次变化 {since}',
    en: 'the effective date lies before the last change on {since}',
  },
  EFFECTIVE_DATE_IN_FUTURE: {
    zh: '业务日期晚于今日 {today}',
    en: 'the effective date lies after today, {today}',
  },
  ENTITY_UNKNOWN: { zh: '没有登记的经营主体', en: 'no such entity' },
  ENTITY_NOT_ACTIVE: {
    zh: '经营主体处于 {state}，不在有效名录',
    en: 'the entity is {state}, not active in the register',
  },
  ENTITY_REVOKED: { zh: '经营主体资格已被取消', en: 'the eligibility of the entity is revoked' },
  NOT_A_LEADING_ENTERPRISE: {
    zh: '企业方须为有级别的龙头企业，现为 {kind}',
    en: 'the enterprise side is a leading enterprise with a level, not {kind}',
  },
  NOT_A_COOPERATIVE: {
    zh: '合作社方须为合作社或联合社，现为 {kind}',
    en: 'the cooperative side is a cooperative or a union of them, not {kind}',
  },
  FORM_NOT_ALLOWED_FOR_RELATION: {
    zh: '{relation} 关系不适用联结形式 {forms}',
    en: 'forms {forms} are not allowed for the relation {relation}',
  },
  TERM_INVALID: {
    zh: '截止日 {endDate} 早于起始日 {startDate}',
    en: 'the term ends on {endDate}, before it starts on {startDate}',
  },
  ENDING_ONLY_BY_SYSTEM: {
    zh: '终止原因 {cause} 只能由系统依协议或名录变化给出',
    en: 'the cause {cause} follows from another record and is given by the system only',
  },
} satisfies RefusalTexts;
