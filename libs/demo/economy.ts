import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt, type DivisionCode } from '@kernel/division-code';
import { LEADING_LEVELS, type Industry, type LeadingLevel } from '@kernel/linkage';
import { ApproveEnterpriseBinding, ProposeEnterpriseBinding } from '@linkage/enterprise-binding/commands';
import {
  ApproveEntity,
  PrelimReviewEntity,
  RecommendEntity,
  RegisterEntity,
} from '@registry/entity/commands';
import { entityId } from '@registry/entity/state';
import { usccCheck } from '@registry/entity/uscc';
import { NINGLING, officer, officerFor } from './officers';
import type { Office } from './office';
import { SECTORS } from './people';
import type { Size } from './size';

export interface Firm {
  readonly id: string;
  readonly village: DivisionCode;
  readonly industry: Industry;
}

export interface FirmPlan {
  readonly kind: 'COOPERATIVE' | 'LEADING_ENTERPRISE';
  readonly index: number;
  readonly village: DivisionCode;
  readonly industry: Industry;
  readonly level?: LeadingLevel;
}

const PRODUCTS: Readonly<Record<string, string>> = {
  FRUIT: '柑桔',
  VEGETABLE: '蔬菜',
  LIVESTOCK: '畜牧',
  TOBACCO: '烤烟',
  MEDICINAL_HERB: '天门冬',
};

const usccOf = ({ kind, index, village }: FirmPlan): string => {
  const prefix = kind === 'COOPERATIVE' ? '93' : '91';
  const first = `${prefix}${village.slice(0, 6)}MA${String(index).padStart(7, '0')}`;
  return first + usccCheck(first);
};

/** The firm that founding will bring to life: its id follows from its code. */
export const firmOf = (plan: FirmPlan): Firm => ({
  id: entityId({ uscc: usccOf(plan) }),
  village: plan.village,
  industry: plan.industry,
});

/** Registers, recommends, reviews and approves: three bureaus, three persons. */
export const found = async (office: Office, plan: FirmPlan): Promise<Firm> => {
  const { kind, index, village, industry, level = 'CULTIVATED' } = plan;
  const isCooperative = kind === 'COOPERATIVE';
  const place = ancestorAt(village, 'COUNTY') === NINGLING ? '宁陵' : '华宁';
  const suffix = isCooperative ? '农民专业合作社' : '有限责任公司';
  const fields = {
    kind,
    name: `${place}${PRODUCTS[industry] ?? ''}${String(index + 1)}号${suffix}`,
    uscc: usccOf(plan),
    villageCode: village,
    industries: [industry],
    managerName: `示例负责人${String(index + 1)}`,
    synthetic: true,
    ...(isCooperative ? {} : { leadingLevel: level }),
  };
  const county = ancestorAt(village, 'COUNTY');
  const by = officer('COUNTY_INFORMANT', county);
  const { id } = await office.send(RegisterEntity, fields, { by });
  const bureau = (user: string) => officer('REVITALIZATION_BUREAU', county, user);
  await office.send(
    RecommendEntity,
    { opinion: '管理规范，带动能力强' },
    { by: bureau('bureau-recommends'), id },
  );
  await office.send(PrelimReviewEntity, { opinion: '同意' }, { by: bureau('bureau-reviews'), id });
  const signer = officer('COUNTY_SIGNER', county);
  await office.send(ApproveEntity, { decisionNo: `${place}政复〔2024〕1号` }, { by: signer, id });
  return { id, village, industry };
};

export interface Economy {
  readonly cooperatives: readonly Firm[];
  /** The first of the cooperatives: those that are bound to an enterprise. */
  readonly chained: readonly Firm[];
  readonly enterprises: readonly Firm[];
}

/** Entities all over the county's villages. */
export const buildEconomy = async (
  office: Office,
  size: Size,
  villages: readonly DivisionCode[],
): Promise<Economy> => {
  const planned = (kind: FirmPlan['kind']) => (index: number) => ({
    ...{ kind, index, village: villages[(index * 5) % villages.length] as DivisionCode },
    industry: SECTORS[index % SECTORS.length] as Industry,
  });
  const levels = LEADING_LEVELS.flatMap((level) =>
    Array.from({ length: size.enterprises[level] ?? 0 }, () => level),
  );
  const cooperatives = Array.from({ length: size.cooperatives }, (_, index) => planned('COOPERATIVE')(index));
  const enterprises = levels.map((level, index) => ({ ...planned('LEADING_ENTERPRISE')(index), level }));
  await office.each('entities', [...cooperatives, ...enterprises], (plan) => found(office, plan));
  const economy = {
    cooperatives: cooperatives.map(firmOf),
    chained: cooperatives.slice(0, size.chained).map(firmOf),
    enterprises: enterprises.map(firmOf),
  };
  await office.each('enterprise bindings', chainsOf(economy), (link) => chain(office, link));
  return economy;
};

export interface Chain {
  readonly cooperative: Firm;
  readonly enterprise: Firm;
}

/** Every fourth of them sells to two enterprises. */
const chainsOf = ({ chained, enterprises }: Economy): readonly Chain[] =>
  chained.flatMap((cooperative, index) => {
    const second = index % 4 === 3 && enterprises.length > 1;
    const places = second ? [index, index + 1] : [index];
    return places.map((place) => ({
      cooperative,
      enterprise: enterprises[place % enterprises.length] as Firm,
    }));
  });

export const chain = async (office: Office, { cooperative, enterprise }: Chain): Promise<void> => {
  const { village, industry } = cooperative;
  const { id } = await office.send(
    ProposeEnterpriseBinding,
    {
      enterpriseId: enterprise.id,
      cooperativeId: cooperative.id,
      industry,
      forms: ['ORDER_FARMING', 'TECHNICAL_SERVICE'],
      contractNo: `购销-${cooperative.id.slice(0, 8)}`,
      riskBearer: 'ENTERPRISE',
      startDate: calendarDate('2024-01-02'),
    },
    { by: officerFor(village, 'TOWN', 'TOWN_INFORMANT') },
  );
  await office.send(
    ApproveEnterpriseBinding,
    {},
    { by: officerFor(village, 'COUNTY', 'COUNTY_INFORMANT'), id },
  );
};
