import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt, divisionCode, type DivisionCode } from '@kernel/division-code';
import type { Industry, LeadingLevel } from '@kernel/linkage';
import {
  ActivateBinding,
  ProposeHouseholdBinding,
  SubmitForReview,
} from '@linkage/household-binding/commands';
import { ApproveEnterpriseBinding, ProposeEnterpriseBinding } from '@linkage/enterprise-binding/commands';
import {
  ApproveEntity,
  PrelimReviewEntity,
  RecommendEntity,
  RegisterEntity,
} from '@registry/entity/commands';
import { usccCheck } from '@registry/entity/uscc';
import { officer, HUANING } from './officers';
import type { Office } from './office';
import { SECTORS, type Person } from './people';
import type { Size } from './size';

export interface Firm {
  readonly id: string;
  readonly village: DivisionCode;
  readonly industry: Industry;
}

const LEVELS: readonly LeadingLevel[] = [
  'CULTIVATED',
  'COUNTY',
  'CULTIVATED',
  'COUNTY',
  'MUNICIPAL',
  'CULTIVATED',
  'COUNTY',
  'PROVINCIAL',
];
const PRODUCTS: Readonly<Record<string, string>> = {
  FRUIT: '柑桔',
  VEGETABLE: '蔬菜',
  LIVESTOCK: '畜牧',
  TOBACCO: '烤烟',
  MEDICINAL_HERB: '天门冬',
};

const uscc = (prefix: string, index: number): string => {
  const first = `${prefix}530424MA${String(index).padStart(7, '0')}`;
  return first + usccCheck(first);
};

interface FirmPlan {
  readonly kind: 'COOPERATIVE' | 'LEADING_ENTERPRISE';
  readonly index: number;
  readonly village: DivisionCode;
  readonly industry: Industry;
}

/** Registers, recommends, reviews and approves: three bureaus, three persons. */
export const found = async (office: Office, { kind, index, village, industry }: FirmPlan): Promise<Firm> => {
  const isCooperative = kind === 'COOPERATIVE';
  const suffix = isCooperative ? '农民专业合作社' : '有限责任公司';
  const plan = {
    kind,
    name: `华宁${PRODUCTS[industry] ?? ''}${String(index + 1)}号${suffix}`,
    uscc: uscc(isCooperative ? '93' : '91', index),
    villageCode: village,
    industries: [industry],
    managerName: `示例负责人${String(index + 1)}`,
    synthetic: true,
    ...(isCooperative ? {} : { leadingLevel: LEVELS[index % LEVELS.length] as LeadingLevel }),
  };
  const { id } = await office.send(RegisterEntity, plan, { by: officer('COUNTY_INFORMANT') });
  const bureau = (user: string) => officer('REVITALIZATION_BUREAU', HUANING, user);
  await office.send(
    RecommendEntity,
    { opinion: '管理规范，带动能力强' },
    { by: bureau('bureau-recommends'), id },
  );
  await office.send(PrelimReviewEntity, { opinion: '同意' }, { by: bureau('bureau-reviews'), id });
  await office.send(ApproveEntity, { decisionNo: '华政复〔2024〕1号' }, { by: officer('COUNTY_SIGNER'), id });
  return { id, village, industry };
};

export interface Economy {
  readonly cooperatives: readonly Firm[];
  readonly enterprises: readonly Firm[];
  /** Household, the cooperative it is bound to, and the binding. */
  readonly bindings: readonly { readonly person: Person; readonly firm: Firm; readonly bindingId: string }[];
}

/** Entities, enterprise bindings of the first cooperatives, and a cooperative for each bound household. */
export const buildEconomy = async (
  office: Office,
  size: Size,
  people: readonly Person[],
): Promise<Economy> => {
  const villages = [...new Set(people.map(({ village }) => village))].sort();
  const firms = (kind: FirmPlan['kind'], count: number) =>
    Array.from({ length: count }, (_, index): FirmPlan => ({
      kind,
      index,
      village: villages[(index * 7) % villages.length] as DivisionCode,
      industry: SECTORS[index % SECTORS.length] as Industry,
    }));
  const cooperatives: Firm[] = [];
  const enterprises: Firm[] = [];
  await office.each('cooperatives', firms('COOPERATIVE', size.cooperatives), async (plan) => {
    cooperatives[plan.index] = await found(office, plan);
  });
  await office.each('enterprises', firms('LEADING_ENTERPRISE', size.enterprises), async (plan) => {
    enterprises[plan.index] = await found(office, plan);
  });
  await office.each('enterprise bindings', cooperatives.slice(0, size.chained), (cooperative, index) =>
    chain(office, cooperative, enterprises[index % enterprises.length] as Firm),
  );
  return { cooperatives, enterprises, bindings: await bindAll(office, size, { people, cooperatives }) };
};

const chain = async (office: Office, cooperative: Firm, enterprise: Firm): Promise<void> => {
  const town = ancestorAt(cooperative.village, 'TOWN');
  const { id } = await office.send(
    ProposeEnterpriseBinding,
    {
      enterpriseId: enterprise.id,
      cooperativeId: cooperative.id,
      industry: cooperative.industry,
      forms: ['ORDER_FARMING', 'TECHNICAL_SERVICE'],
      contractNo: `购销-${cooperative.id.slice(0, 8)}`,
      riskBearer: 'ENTERPRISE',
      startDate: calendarDate('2024-01-02'),
    },
    { by: officer('TOWN_INFORMANT', town) },
  );
  await office.send(ApproveEnterpriseBinding, {}, { by: officer('COUNTY_INFORMANT'), id });
};

/** One in twenty of the bound goes to a cooperative without an enterprise: the second gap of the coverage figure. */
export const firmFor = (index: number, size: Size, cooperatives: readonly Firm[]): Firm => {
  const unchained = cooperatives.slice(size.chained);
  const isGap = index % 20 === 19 && unchained.length > 0;
  const pool = isGap ? unchained : cooperatives.slice(0, size.chained);
  return pool[index % pool.length] as Firm;
};

const bindAll = async (
  office: Office,
  size: Size,
  { people, cooperatives }: { readonly people: readonly Person[]; readonly cooperatives: readonly Firm[] },
): Promise<Economy['bindings']> => {
  const bound = people.slice(0, size.bound);
  const bindings: { person: Person; firm: Firm; bindingId: string }[] = [];
  await office.each('household bindings', bound, async (person, index) => {
    const firm = firmFor(index, size, cooperatives);
    const village = officer('VILLAGE_INFORMANT', divisionCode(person.village));
    const { id } = await office.send(
      ProposeHouseholdBinding,
      {
        householdId: person.id,
        entityId: firm.id,
        industry: firm.industry,
        forms: ['LABOUR_EMPLOYMENT', 'PROFIT_DIVIDEND'],
        startDate: calendarDate('2024-01-02'),
        agreementDueBy: calendarDate('2024-06-30'),
      },
      { by: village },
    );
    await office.send(SubmitForReview, { consentRef: `同意书-${person.householdNo}` }, { by: village, id });
    const judged = { match: 'MATCHED' as const, matchOverrideReason: '劳务带动，不限产业' };
    await office.send(ActivateBinding, judged, { by: officer('COUNTY_INFORMANT'), id });
    bindings[index] = { person, firm, bindingId: id };
  });
  return bindings;
};
