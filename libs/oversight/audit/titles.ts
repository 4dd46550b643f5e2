import { ROLES } from '@kernel/actor';
import { RECIPIENT_TITLES, SUBJECT_TITLES } from '@kernel/evidence';
import { ASKED_FIELD_TITLES, ASKED_WORDS, FIELD_TITLES_OF_ASKED } from './asked-titles';
import { LINKAGE_EVENT_TITLES } from './event-titles-linkage';
import { OVERSIGHT_EVENT_TITLES } from './event-titles-oversight';
import { REGISTRY_EVENT_TITLES } from './event-titles-registry';
import { INCOME_ITEM_TITLES, LINKAGE_FIELD_TITLES } from './field-titles-linkage';
import { OVERSIGHT_FIELD_TITLES } from './field-titles-oversight';
import { REGISTRY_FIELD_TITLES } from './field-titles-registry';
import { WORD_TITLES } from './word-titles';
import { INDUSTRY_WORD_TITLES } from './word-titles-industry';

export type TitleTable = Readonly<Record<string, string>>;

export const EVENT_TITLES: TitleTable = {
  ...REGISTRY_EVENT_TITLES,
  ...LINKAGE_EVENT_TITLES,
  ...OVERSIGHT_EVENT_TITLES,
};

export const ITEM_TITLES: TitleTable = INCOME_ITEM_TITLES;

const FIELD_TITLES: TitleTable = {
  ...REGISTRY_FIELD_TITLES,
  ...LINKAGE_FIELD_TITLES,
  ...OVERSIGHT_FIELD_TITLES,
  ...INCOME_ITEM_TITLES,
  ...ASKED_FIELD_TITLES,
};

const PLACES: ReadonlyMap<string, number> = new Map(
  Object.keys(FIELD_TITLES).map((name, place) => [name, place] as const),
);

/** Where a field is told among others: as their titles stand, what nobody has named at the end. */
export const fieldPlace = (name: string): number => PLACES.get(name) ?? PLACES.size;

/** Where a field of one event, command or question says something else than its name says elsewhere. */
const FIELD_TITLES_OF: TitleTable = {
  ...FIELD_TITLES_OF_ASKED,
  'AgreementEntitySucceeded.entityId': '原主体',
  'AgreementEntitySucceeded.successorId': '承继主体',
  'BenefitDelivered.form': '联结形式',
  'DelegationGranted.to': '受托人',
  'DelegationGranted.user': '委托人',
  'DistributionDeclared.profitFen': '利润',
  'DistributionEntitySucceeded.entityId': '原主体',
  'DistributionEntitySucceeded.successorId': '承继主体',
  'DividendSchemeEntitySucceeded.entityId': '原主体',
  'DividendSchemeEntitySucceeded.successorId': '承继主体',
  'EligibilityAssessed.evidence': '书面声明',
  'EntityRegistered.name': '主体名称',
  'EntityRenamed.name': '主体名称',
  'EntityDataCorrected.name': '主体名称',
  'HouseholdBindingRelocated.from': '原所在村',
  'HouseholdBindingRelocated.to': '现所在村',
  'HouseholdMoved.from': '原所在村',
  'HouseholdMoved.to': '新所在村',
  'HouseholdBindingActivated.from': '生效日期',
  'EnterpriseBindingActivated.from': '生效日期',
  'ReportSnapshotPublished.on': '发布日期',
  'ReportSnapshotAmended.on': '更正日期',
};

const WORDS: TitleTable = { ...INDUSTRY_WORD_TITLES, ...WORD_TITLES };

const STATES: TitleTable = { ENABLED: '已启用', DISABLED: '已停用', ISSUED: '已签发' };

const ITEM_GROUPS: TitleTable = {
  ...{ WAGE: '工资性收入', OPERATING: '生产经营性收入', PROPERTY: '财产性收入', TRANSFER: '转移性收入' },
  ...{ NET: '纯收入', NET_OPERATING: '经营净收入' },
};

const TARGETS: TitleTable = {
  ...{ HOUSEHOLD: '农户', ENTITY: '经营主体', USER: '账号' },
};

/** Where a word says something else in one field than elsewhere. */
const WORDS_OF_FIELDS: Readonly<Record<string, TitleTable>> = {
  ...ASKED_WORDS,
  phase: STATES,
  role: ROLES,
  roles: ROLES,
  proposedAs: ROLES,
  department: ROLES,
  departments: ROLES,
  spokeFor: ROLES,
  side: ROLES,
  item: { ...INCOME_ITEM_TITLES, ...ITEM_GROUPS },
  field: FIELD_TITLES,
  fields: FIELD_TITLES,
  subjectKind: TARGETS,
  recipient: RECIPIENT_TITLES,
  kind: SUBJECT_TITLES,
};

/** What officers call a field of whatever it stands in, an event, a command or a question; undefined where nobody has named it. */
export const fieldTitle = (name: string, of?: string): string | undefined =>
  (of === undefined ? undefined : FIELD_TITLES_OF[`${of}.${name}`]) ?? FIELD_TITLES[name] ?? WORDS[name];

/** What officers call a word of an enumeration in a field; undefined where nobody has named it. */
export const wordTitle = (field: string, word: string): string | undefined =>
  WORDS_OF_FIELDS[field]?.[word] ?? WORDS[word];

const POLICY_TITLES: TitleTable = {
  'appointment-keeper': '代表岗位随户主、负责人',
  'agreement-clock': '协议期限',
  'agreement-keeper': '协议随主体',
  'dividend-keeper': '分红随主体',
  'benefit-to-income-suggestion': '利益计入收入建议',
  'dividend-clock': '分红期限',
  'enterprise-binding-keeper': '企社绑定维护',
  'erasure-certificate': '删除证明',
  'erasure-clock': '删除等待期',
  'evaluation-data': '考评数据',
  'evaluation-to-consequence': '考评结果运用',
  'household-binding-keeper': '农户绑定维护',
  'household-splitting': '分户落实',
  'rectification-clock': '整改期限',
  'rectification-to-agreement': '整改与协议联动',
};

/** What officers call a rule that acts by itself; undefined where nobody has named it. */
export const policyTitle = (policy: string): string | undefined => POLICY_TITLES[policy];
