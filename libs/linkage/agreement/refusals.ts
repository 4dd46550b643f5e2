import type { RefusalTexts } from '@kernel/refusal';

export const agreementRefusals = {
  SIGN_LEVEL_HIGHER: {
    zh: '由{signed}签约，按跨度{required}即可',
    en: 'signed at {signed} level, {required} would do',
  },
  AGREEMENT_EXISTS: { zh: '该协议已存在（{state}）', en: 'the agreement exists already ({state})' },
  AGREEMENT_NOT_DRAFT: {
    zh: '协议处于{state}，不是可修改或提交的草案',
    en: 'the agreement is {state}, not a draft that can be revised or submitted',
  },
  AGREEMENT_NOT_PENDING_SIGNATURE: {
    zh: '协议处于{state}，不在待签状态',
    en: 'the agreement is {state} and does not wait for signatures',
  },
  AGREEMENT_NOT_CONCLUDED: {
    zh: '协议处于{state}，尚未签订完毕',
    en: 'the agreement is {state}, not concluded',
  },
  AGREEMENT_NOT_DUE: { zh: '须到 {on} 方可', en: 'not before {on}' },
  AGREEMENT_UNDER_RECTIFICATION: {
    zh: '协议正在整改，不能协商解除',
    en: 'the agreement is under rectification and cannot be dissolved by consent',
  },
  AGREEMENT_UNDER_EVALUATION: {
    zh: '{year} 年度评估已计分、结果尚未落实，所评协议不能协商解除',
    en: 'the evaluation of {year} is scored and its result awaited: what it judges is not dissolved by consent',
  },
  AGREEMENT_NOT_RENEWABLE: {
    zh: '协议处于{state}，不能续签',
    en: 'the agreement is {state} and cannot be renewed',
  },
  RENEWAL_OF_ANOTHER_ENTITY: {
    zh: '被续签的协议属于另一经营主体',
    en: 'the agreement to be renewed is with another entity',
  },
  RENEWAL_OVERLAPS: {
    zh: '续签起始日须晚于原协议截止日 {endDate}',
    en: 'the renewal must start after the old term ends on {endDate}',
  },
  START_DATE_FIXED: {
    zh: '履行中的协议不能改变起始日 {startDate}',
    en: 'the start date {startDate} of an agreement in force is fixed',
  },
  INCOME_DEADLINE_OUTSIDE_TERM: {
    zh: '增收期限须在协议期 {startDate} 至 {endDate} 之内',
    en: 'the income deadline must lie in the term {startDate} to {endDate}',
  },
  BINDING_OF_OTHER_PARTIES: {
    zh: '绑定不属于该农户与该经营主体：{bindingIds}',
    en: 'not a binding of this household and entity: {bindingIds}',
  },
  RATE_MISSING: { zh: '分配方式{mode}须约定比率', en: 'the distribution mode {mode} needs a rate' },
  HOUSEHOLD_BEARS_RISK: {
    zh: '条款使农户承担经营风险（{risk}）',
    en: 'the terms make the households bear the risk ({risk})',
  },
  RISK_OVERRIDE_NEEDS_COUNTY: {
    zh: '农户承担风险（{risk}）的例外只能由县级说明理由',
    en: 'only the county may give a reason why the households bear the risk ({risk})',
  },
  SIGN_LEVEL_NOT_CONFIGURED: {
    zh: '参数 {key} 未规定{rule}的签约层级（{division}）',
    en: 'parameter {key} of {division} does not say who signs for {rule}',
  },
  SIGN_LEVEL_TOO_LOW: {
    zh: '须由{required}签约，{actual}不足',
    en: 'needs a signature of level {required}; {actual} is too low',
  },
  SIGNER_LEVEL_MISMATCH: {
    zh: '该角色不能进行{level}签约',
    en: 'the role cannot sign at level {level}',
  },
  SIGNER_NOT_OF_PARTY: { zh: '{role}不能代表{party}签署', en: '{role} cannot sign for {party}' },
  PARTY_HAS_SIGNED: { zh: '{party}已签署', en: '{party} has signed already' },
  SIGNED_FOR_ANOTHER_PARTY: {
    zh: '该人已代表{party}签署，一人只能代表一方',
    en: 'this person has signed for {party}; one person signs for one party',
  },
  HOUSEHOLD_NOT_IN_AGREEMENT: { zh: '该农户不在协议名单内', en: 'the agreement does not list the household' },
  SETTLEMENT_DIFFERS: {
    zh: '结算写明欠付 {unpaidFen} 分，按分红台账为 {owedFen} 分',
    en: 'the statement says {unpaidFen} fen are owed; the distributions say {owedFen} fen',
  },
  AGREEMENT_TERM_OVER: {
    zh: '协议期限 {endDate} 已届满，不能签署或变更为此期限',
    en: 'the term ended on {endDate}: nothing is signed or amended for it',
  },
  AGREEMENT_NO_MISSING: { zh: '政府方签署须编协议编号', en: 'the government gives the agreement its number' },
  AGREEMENT_NOT_NUMBERED: {
    zh: '协议尚无编号，无须更正',
    en: 'the agreement has no number yet',
  },
  AGREEMENT_NO_TAKEN: {
    zh: '协议编号 {agreementNo} 在本县已被使用',
    en: 'the number {agreementNo} is taken in this county',
  },
  AMENDMENT_WAITS: {
    zh: '另一份变更协议尚未生效，须先签完或撤回',
    en: 'another amendment is not in force yet; it is signed or withdrawn first',
  },
  AMENDMENT_UNKNOWN: { zh: '没有这份待签的变更协议', en: 'no such amendment waits' },
  AMENDMENT_CONCLUDED: {
    zh: '各方已签署，变更协议自 {from} 生效',
    en: 'all parties have signed; the amendment is in force from {from}',
  },
  AMENDMENT_NOT_CONCLUDED: {
    zh: '变更协议尚未由各方签署',
    en: 'not all parties have signed the amendment',
  },
  TERMINATION_WAITS: {
    zh: '协商解除协议待签，须先签完或撤回',
    en: 'a paper to part waits for signatures; it is signed or withdrawn first',
  },
  TERMINATION_UNKNOWN: { zh: '没有这份待签的解除协议', en: 'no such paper to part waits' },
  TERMINATION_PROPOSED_BY_ANOTHER: {
    zh: '该解除协议由他人提出，只能由提出人撤回',
    en: 'somebody else proposed to part; only who proposed takes it back',
  },
} satisfies RefusalTexts;
