import type { RefusalTexts } from '@kernel/refusal';

export const erasureRefusals = {
  ERASURE_NOT_AT_THIS_STEP: {
    zh: '个人信息删除申请处于{state}，不能进行此步',
    en: 'the erasure is {state}; this is not its next step',
  },
  ERASURE_CLAUSE_WITH_OTHER_LAW: {
    zh: '依据“法律、行政法规规定的其他情形”须写明条款，其他依据不写',
    en: 'OTHER_LAW names law and clause, and no other basis does',
  },
  ERASURE_DECIDED_BY_REQUESTER: {
    zh: '申请人 {user} 不得决定自己的申请',
    en: '{user} asked for it and may not decide on it',
  },
  ERASURE_WITHDRAWN_BY_ANOTHER: {
    zh: '只有申请人或本人可以撤回申请',
    en: 'only who asked for it, or whose data they are, may withdraw it',
  },
  RETENTION_CLAUSE_REQUIRED: {
    zh: '以法定保存期限为由不予删除的，须写明法律条款',
    en: 'a retention duty names the law and clause that demand it',
  },
  ERASURE_UNDER_WAY: {
    zh: '个人信息即将删除（{state}）；撤回申请，或待出具删除证明后再登记新的人员',
    en: 'the personal data are about to be erased ({state}): withdraw that, or wait for the certificate',
  },
  ERASURE_NOT_OF_ROLE: {
    zh: '{subjectKind}的删除不由该角色申请：账号由管理员申请，其他由本人或信息员申请',
    en: 'this role does not ask for an erasure of {subjectKind}: the administrator does for accounts, informants and who is concerned for others',
  },
  ERASURE_OF_ACCOUNT_IN_USE: { zh: '账号尚未停用', en: 'the account is not disabled' },
  HOUSEHOLD_OF_PERSON: {
    zh: '删除家庭中一人的信息须写明所在户，其他不写',
    en: 'a PERSON comes with the household, and nobody else does',
  },
  PERSON_UNKNOWN: { zh: '该户没有此人', en: 'the household has no such person' },
  ACCOUNT_UNKNOWN: { zh: '没有该账号', en: 'no such account' },
  USER_FORGOTTEN: {
    zh: '该账号的个人信息已删除，不能再启用；请另开账号',
    en: 'the person of this account was forgotten: open another account',
  },
  ERASURE_NOT_DUE: { zh: '等待期到 {dueOn} 才届满', en: 'the waiting period lasts until {dueOn}' },
  ERASURE_KEY_STILL_THERE: {
    zh: '数据密钥尚未销毁，不能出具证明',
    en: 'the data key is still there; nothing can be certified',
  },
} satisfies RefusalTexts;
