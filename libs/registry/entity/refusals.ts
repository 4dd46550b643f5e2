import type { RefusalTexts } from '@kernel/refusal';

export const entityRefusals = {
  ENTITY_EXISTS: { zh: '该经营主体已登记', en: 'the entity is registered already' },
  ENTITY_NOT_IN_PHASE: {
    zh: '当前状态为{state}，须为{needed}方可办理',
    en: 'the entity is {state}; this needs {needed}',
  },
  USCC_REQUIRED: { zh: '须填写统一社会信用代码', en: 'a unified social credit code is required' },
  USCC_FORM_INVALID: { zh: '统一社会信用代码格式有误', en: 'not a unified social credit code' },
  USCC_CHECK_FAILED: {
    zh: '统一社会信用代码校验位不符；如确认无误请注明理由',
    en: 'the check digit fails; give a reason if the code is right all the same',
  },
  GROWER_NO_REQUIRED: { zh: '产业大户须填写县内编号', en: 'a large grower needs the number of the county' },
  ENTITY_NAME_REQUIRED: { zh: '须填写名称', en: 'a name is required' },
  ENTITY_NAME_SEALED: {
    zh: '产业大户以负责人姓名为准，姓名随负责人信息更正',
    en: 'a large grower has no name but the head’s, which is corrected with the head',
  },
  ENTITY_RECOMMENDED_AS_IT_IS: {
    zh: '类型、龙头级别和所在村只能在推荐前更正（当前状态为{state}）',
    en: 'kind, level and village are corrected before the entity is recommended (it is {state})',
  },
  ENTITY_KIND_OF_ANOTHER_IDENTITY: {
    zh: '产业大户与其他类型的身份标识不同，请另行登记后合并',
    en: 'a large grower is known by another identity than any other kind: register it anew and merge',
  },
  ENTITY_VILLAGE_BEYOND_SCOPE: {
    zh: '更正后的村 {villageCode} 不在本人管辖范围 {scope} 内，请由上级办理',
    en: 'the village {villageCode} is outside your division {scope}; your superior corrects it',
  },
  LEADING_LEVEL_ONLY_FOR_ENTERPRISE: {
    zh: '只有龙头企业有龙头级别',
    en: 'only a leading enterprise has a level',
  },
  LEADING_LEVEL_REQUIRED: { zh: '龙头企业须注明级别', en: 'a leading enterprise needs its level' },
  REVOCATION_WITHOUT_TERMINATION: {
    zh: '取消资格须先解除该主体的协议',
    en: 'eligibility is revoked only after an agreement of the entity was terminated',
  },
  AGREEMENT_CONCERNED_IN_FORCE: {
    zh: '该整改所涉协议尚在履行，须先解除：{agreementIds}',
    en: 'the rectification concerns agreements in force, which are terminated first: {agreementIds}',
  },
  ENTITY_HAS_AGREEMENTS_IN_FORCE: {
    zh: '该主体尚有履行中的协议，须先终止：{agreementIds}',
    en: 'the entity has agreements in force, which are ended first: {agreementIds}',
  },
  ENTITY_PAPER_WAITS: {
    zh: '该主体的协议有变更或解除文书待签，须先签完或撤回：{agreementIds}',
    en: 'a paper that changes or ends an agreement of the entity waits for signatures; it is signed or withdrawn first: {agreementIds}',
  },
  ENTITY_UNDER_RECTIFICATION: {
    zh: '该主体尚有未办结的整改，不得以注销或合并代替：{rectificationIds}',
    en: 'rectifications of the entity are open, which its leaving the register does not end: {rectificationIds}',
  },
  ENTITY_UNDER_EVALUATION: {
    zh: '{years} 年度评估尚未办结，须待其结论和后续处理作出',
    en: 'the evaluation of {years} is not over: its result, or what follows from it, is awaited',
  },
  ENTITY_REVOCATION_DUE: {
    zh: '整改不到位，应先取消资格：{rectificationIds}',
    en: 'rectifications have failed, for which the eligibility is revoked first: {rectificationIds}',
  },
  RESTORATION_TOO_EARLY: {
    zh: '取消资格满 {years} 年后方可恢复，最早 {earliest}',
    en: 'eligibility is restored after {years} years, on {earliest} at the earliest',
  },
  RESTORATION_WITHOUT_TRIAL: {
    zh: '恢复资格须有取消资格之后的年度试评且结论为履行到位（该评估结论：{result}）',
    en: 'eligibility is restored after a trial, an evaluation of a time after the revocation that ended FULFILLED (this one: {result})',
  },
  ENTITY_MERGED_INTO_ITSELF: {
    zh: '不能并入自身',
    en: 'an entity is not merged into itself',
  },
  ENTITY_TO_STAY_NOT_REGISTERED: {
    zh: '保留的主体当前状态为{state}，不在名录中',
    en: 'the entity that is to stay is {state} and not in the register',
  },
  ENTITY_TO_STAY_NOT_ADMITTED: {
    zh: '保留的主体当前状态为{state}，承接绑定农户须为{needed}',
    en: 'the entity that is to stay is {state}; to have the households of this one it has to be {needed}',
  },
  ENTITY_TO_STAY_OF_OTHER_KIND: {
    zh: '保留的主体类别为{kind}，与被合并主体的类别{needed}不同',
    en: 'the entity that is to stay is of the kind {kind}, and this one is of {needed}',
  },
  ENTITY_TO_STAY_ELSEWHERE: {
    zh: '保留的主体不在同一县',
    en: 'the entity that is to stay is of another county',
  },
  DEREGISTERED_BY_MERGER: {
    zh: '该主体因重复登记并入 {mergedInto}，其注销不能单独撤销',
    en: 'the entity is merged into {mergedInto}, which it goes on as; that is not taken back with its being struck off',
  },
  VOIDER_IS_RECORDER: {
    zh: '撤销误注销的人不能是录入注销的人',
    en: 'who entered that the entity was struck off does not take it back',
  },
  DEMO_LEVEL_ONLY_FOR_COOPERATIVE: {
    zh: '只有合作社和家庭农场可认定示范级别',
    en: 'only cooperatives and family farms',
  },
} satisfies RefusalTexts;
