import type { RefusalTexts } from '@kernel/refusal';

export const householdBindingRefusals = {
  SAME_INDUSTRY_TWICE: {
    zh: '该户已与其他主体 {entityIds} 在{industry}产业绑定，请确认',
    en: 'the household is bound to {entityIds} in {industry} already',
  },
  BINDING_NOT_PROPOSED: { zh: '绑定处于{state}，尚未提出', en: 'the binding is {state}, not proposed' },
  BINDING_CLOSED: {
    zh: '绑定处于{state}，不能关联协议',
    en: 'the binding is {state} and takes no agreement',
  },
  OTHER_FORM_NEEDS_TEXT: { zh: '“其他”形式须写明内容', en: 'the form OTHER needs a text' },
  OTHER_FORM_NOT_ACCEPTED: {
    zh: '仅有“其他”形式时，须县级审核人说明认可理由',
    en: 'OTHER alone binds only where the county reviewer says why it is accepted',
  },
  AGREEMENT_DOES_NOT_COVER: {
    zh: '所关联的协议未列入绑定的农户',
    en: 'the agreement that is to be linked does not list the household of the binding',
  },
  AGREEMENT_MISSING: {
    zh: '既无履行中的协议，也无有效的补签期限',
    en: 'there is neither an agreement in force nor a day by which one is due',
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
    zh: '与自动研判{automatic}不同，须说明理由',
    en: 'a judgement other than {automatic} needs a reason',
  },
  SUSPENSION_TERM_INVALID: {
    zh: '暂停须自次日起，同一期内合计不超过 {months} 个月（已暂停 {suspendedDays} 天）',
    en: 'a suspension lasts at least a day, all of a term together at most {months} months ({suspendedDays} days are used)',
  },
  REHOMED_BINDING_NOT_ENDED: {
    zh: '原绑定处于{state}，尚未终止',
    en: 'the binding to be replaced is {state}, not ended',
  },
  REHOMED_BINDING_OF_ANOTHER: {
    zh: '原绑定属于另一农户',
    en: 'the binding to be replaced is of another household',
  },
  FORM_NOT_IN_BINDING: {
    zh: '形式{form}不属于该绑定',
    en: 'the form {form} is not one of the binding',
  },
  BENEFIT_BEFORE_START: {
    zh: '收益早于绑定生效日 {from}',
    en: 'the benefit lies before the binding, {from}',
  },
  BENEFIT_VOIDED: { zh: '该收益记录已撤销', en: 'the benefit has been voided' },
  BENEFIT_CONFIRMED: {
    zh: '农户已确认的收益不能由主体撤销，须由乡镇办理',
    en: 'what the household has confirmed only the town may void',
  },
  BENEFIT_UNKNOWN: { zh: '该绑定没有收益记录 {benefitId}', en: 'the binding has no benefit {benefitId}' },
} satisfies RefusalTexts;
