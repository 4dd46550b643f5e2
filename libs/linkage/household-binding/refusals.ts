import type { RefusalTexts } from '@kernel/refusal';

export const householdBindingRefusals = {
  BINDING_DUPLICATE: {
    zh: '同一农户或企业与同一主体在该产业上已有绑定（{state}）',
    en: 'these two are bound in this industry already ({state})',
  },
  BINDING_NOT_PROPOSED: { zh: '绑定处于 {state}，尚未提出', en: 'the binding is {state}, not proposed' },
  BINDING_NOT_IN_REVIEW: { zh: '绑定处于 {state}，不在审核中', en: 'the binding is {state}, not in review' },
  BINDING_NOT_ACTIVE: { zh: '绑定处于 {state}，未生效', en: 'the binding is {state}, not active' },
  BINDING_NOT_SUSPENDED: { zh: '绑定处于 {state}，未暂停', en: 'the binding is {state}, not suspended' },
  BINDING_NOT_WITHDRAWABLE: {
    zh: '绑定处于 {state}，只有意向和提案可以撤回',
    en: 'the binding is {state}; only an intent or a proposal can be withdrawn',
  },
  BINDING_CLOSED: {
    zh: '绑定处于 {state}，不能关联协议',
    en: 'the binding is {state} and takes no agreement',
  },
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
  HOUSEHOLD_UNKNOWN: { zh: '没有登记的农户：{householdIds}', en: 'no such household: {householdIds}' },
  HOUSEHOLD_VANISHED: {
    zh: '农户已自然减少：{householdIds}',
    en: 'the household has vanished: {householdIds}',
  },
  ENTITY_UNKNOWN: { zh: '没有登记的经营主体', en: 'no such entity' },
  ENTITY_NOT_ACTIVE: {
    zh: '经营主体处于 {state}，不在有效名录',
    en: 'the entity is {state}, not active in the register',
  },
  ENTITY_REVOKED: { zh: '经营主体资格已被取消', en: 'the eligibility of the entity is revoked' },
  FORM_NOT_ALLOWED_FOR_RELATION: {
    zh: '{relation} 关系不适用联结形式 {forms}',
    en: 'forms {forms} are not allowed for the relation {relation}',
  },
  OTHER_FORM_NEEDS_TEXT: { zh: '“其他”形式须写明内容', en: 'the form OTHER needs a text' },
  OTHER_FORM_NOT_ACCEPTED: {
    zh: '仅有“其他”形式时，须县级审核人说明认可理由',
    en: 'OTHER alone binds only where the county reviewer says why it is accepted',
  },
  TERM_INVALID: {
    zh: '截止日 {endDate} 早于起始日 {startDate}',
    en: 'the term ends on {endDate}, before it starts on {startDate}',
  },
  AGREEMENT_UNKNOWN: { zh: '没有该协议', en: 'no such agreement' },
  AGREEMENT_OF_ANOTHER_ENTITY: {
    zh: '该协议属于另一经营主体',
    en: 'the agreement is with another entity',
  },
  AGREEMENT_DOES_NOT_COVER: {
    zh: '该协议未列入此农户',
    en: 'the agreement does not list the household',
  },
  AGREEMENT_MISSING: {
    zh: '既无履行中的协议，也无有效的补签期限',
    en: 'there is neither an agreement in force nor a day by which one is due',
  },
  AGREEMENT_NOT_IN_FORCE: {
    zh: '协议处于 {state}，未在履行期',
    en: 'the agreement is {state}, not in force',
  },
  INDUSTRY_NOT_JUDGED: {
    zh: '产业是否匹配须由人研判',
    en: 'a person must judge whether the industry matches',
  },
  INDUSTRY_MISMATCHED: {
    zh: '产业不匹配，坚持绑定须说明理由',
    en: 'the industry does not match; binding all the same needs a reason',
  },
  MATCH_OVERRIDE_NEEDS_REASON: {
    zh: '与自动研判 {automatic} 不同，须说明理由',
    en: 'a judgement other than {automatic} needs a reason',
  },
  SUSPENSION_TERM_INVALID: {
    zh: '暂停须自次日起、不超过 {months} 个月',
    en: 'a suspension lasts at least a day and at most {months} months',
  },
  ENDING_ONLY_BY_SYSTEM: {
    zh: '终止原因 {cause} 只能由系统依协议或名录变化给出',
    en: 'the cause {cause} follows from another record and is given by the system only',
  },
  REHOMED_BINDING_NOT_ENDED: {
    zh: '原绑定处于 {state}，尚未终止',
    en: 'the binding to be replaced is {state}, not ended',
  },
  REHOMED_BINDING_OF_ANOTHER: {
    zh: '原绑定属于另一农户',
    en: 'the binding to be replaced is of another household',
  },
  FORM_NOT_IN_BINDING: {
    zh: '形式 {form} 不属于该绑定',
    en: 'the form {form} is not one of the binding',
  },
  BENEFIT_BEFORE_START: {
    zh: '收益早于绑定生效日 {from}',
    en: 'the benefit lies before the binding, {from}',
  },
  BENEFIT_UNKNOWN: { zh: '该绑定没有收益记录 {benefitId}', en: 'the binding has no benefit {benefitId}' },
} satisfies RefusalTexts;
