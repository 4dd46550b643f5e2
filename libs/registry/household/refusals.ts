import type { RefusalTexts } from '@kernel/refusal';

export const householdRefusals = {
  HOUSEHOLD_EXISTS: {
    zh: '户编号 {householdNo} 已登记',
    en: 'household {householdNo} is registered already',
  },
  DOCUMENT_NO_INVALID: { zh: '证件号码有误：{fault}', en: 'the document number is wrong: {fault}' },
  DOCUMENT_ALREADY_REGISTERED: {
    zh: '该证件号码已登记在另一户 {householdNo}',
    en: 'the document belongs to another household {householdNo}',
  },
  DOCUMENT_REGISTERED_ELSEWHERE: {
    zh: '该证件号码已在所辖区划以外登记，请由县级信息员核实',
    en: 'the document is registered already, outside your division: ask the informant of the county',
  },
  DOCUMENTS_MET_TOO_OFTEN: {
    zh: '今日重复登记他处证件已达 {most} 次，请由县级信息员办理',
    en: 'you met {most} documents registered elsewhere today: the informant of the county goes on',
  },
  VILLAGE_NOT_IN_USE: {
    zh: '村代码 {code} 在 {date} 不在使用中',
    en: 'village {code} is not in use on {date}',
  },
  MOVE_BEYOND_SCOPE: {
    zh: '{to} 不在所辖区划 {scope} 内，须由上级办理迁移',
    en: '{to} lies outside {scope}; a higher level moves the household',
  },
  GROUP_OUTSIDE_VILLAGE: { zh: '村民小组 {group} 不属于该村', en: 'group {group} is not of this village' },
  LABOUR_EXCEEDS_POPULATION: { zh: '劳动力数多于家庭人口数', en: 'more labour than people' },
  MEMBERS_EXCEED_POPULATION: {
    zh: '户主和成员共登记 {listed} 人，多于家庭人口数',
    en: 'head and members listed are {listed}, more than the household counts',
  },
  HOUSEHOLD_DATA_UNCHANGED: {
    zh: '更正后人口、劳动力和村民小组与原登记相同',
    en: 'people, labour and group are as they stand already',
  },
  HEAD_FORGOTTEN: {
    zh: '户主的个人信息已删除，不能更正；须变更户主',
    en: 'the head is forgotten and cannot be corrected: another head has to follow',
  },
  MEMBER_ALREADY_LISTED: {
    zh: '该证件号码已是本户户主或成员',
    en: 'the document is that of the head or of a member of this household',
  },
  MEMBER_UNKNOWN: {
    zh: '该户没有此成员，或其信息已删除，或重复写明',
    en: 'the household has no such member, or they are forgotten or named twice',
  },
  MEMBER_RELATIONS_MISSING: {
    zh: '须逐一写明其他成员与新户主的关系',
    en: 'say what each other member is to the next head',
  },
  SPLIT_COUNTS_DIFFER: {
    zh: '分户前后人口须相等：原 {populationCount} 人，分后合计 {counted} 人',
    en: 'the household counts {populationCount} people, and {counted} after it is split',
  },
  SPLIT_FACTS_UNDECIDED: {
    zh: '须逐项写明新户是否同样具有：{facts}',
    en: 'say of each whether it is true of the new household too: {facts}',
  },
  SPLIT_FACTS_UNFOUNDED: {
    zh: '原户没有或重复写明：{facts}',
    en: 'not true of the household, or named twice: {facts}',
  },
  CATEGORY_CONFLICT: {
    zh: '与现有农户类别冲突：{because}',
    en: 'conflicts with what the household is: {because}',
  },
  NOT_ALLEVIATED: { zh: '没有脱贫户身份记录', en: 'no record of alleviation' },
  ALREADY_MONITORED: { zh: '已是监测对象：{category}', en: 'monitored already as {category}' },
  NOT_MONITORED: { zh: '不是监测对象', en: 'not monitored' },
  HOUSEHOLD_NOT_VANISHED: { zh: '该户没有整户自然减少', en: 'the household has not vanished' },
  HOUSEHOLD_VANISHED_OTHERWISE: {
    zh: '该户已于 {on} 因 {cause} 整户自然减少；缘由有误须先撤销',
    en: 'the household vanished on {on} already, for {cause}: where that is wrong it has to be voided first',
  },
  INELIGIBILITY_REASON_REQUIRED: {
    zh: '不具备条件或意愿须注明原因',
    en: 'say why it is not able or willing',
  },
  INELIGIBILITY_REASON_UNFOUNDED: {
    zh: '具备条件且有意愿时不应有原因',
    en: 'able and willing needs no reason',
  },
  BANK_CARD_CHECK_DIGIT: {
    zh: '银行卡号校验不符，请核对',
    en: 'the bank card number does not check out',
  },
  RISK_WITHOUT_LABOUR: {
    zh: '该户无劳动力，风险却为务工就业不稳，请核对',
    en: 'the household has no labour, and the risk is unstable employment',
  },
  REFUSAL_STATEMENT_REQUIRED: { zh: '本人不愿意须附签字说明', en: 'a refusal needs the signed statement' },
} satisfies RefusalTexts;
