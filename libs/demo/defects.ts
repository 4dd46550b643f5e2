import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { divisionsFromCsv, type LineFault } from '@registry/division/csv';
import { IdentifyMonitoring, MarkHouseholdVanished, RegisterHousehold } from '@registry/household/commands';
import { ProposeHouseholdBinding } from '@linkage/household-binding/commands';
import type { Firm } from './economy';
import { HUANING, officer } from './officers';
import type { Defect, Office } from './office';
import { documentNo, type Person } from './people';

export interface Concerned {
  readonly people: readonly Person[];
  readonly cooperative: Firm;
  /** Whose eligibility was revoked. */
  readonly revoked: Firm;
}

/** What must not be (domain/7-test-data, 7.2): each is tried, and refused with its code. */
export const tryDefects = async (office: Office, concerned: Concerned): Promise<readonly Defect[]> => {
  const { people, cooperative, revoked } = concerned;
  const [first, gone] = [people[0] as Person, people.at(-1) as Person];
  return [
    await marginalButAlleviated(office, people),
    ...(await wrongDocuments(office, first)),
    await unknownTown(office),
    await office.refused('绑定户主已故、整户自然减少的农户', 'HOUSEHOLD_VANISHED', () =>
      bind(office, gone, cooperative),
    ),
    await office.refused('被取消资格的主体绑定农户', 'ENTITY_REVOKED', () =>
      bind(office, people[1] as Person, revoked),
    ),
    ...wrongLists(),
  ];
};

/** The day before the defects: the only member of a household dies. */
export const bury = async (office: Office, people: readonly Person[]): Promise<void> => {
  const { id } = people.at(-1) as Person;
  const by = officer('COUNTY_INFORMANT');
  await office.send(
    MarkHouseholdVanished,
    { cause: 'DECEASED' },
    { by, id, reason: '户主已故，整户自然减少' },
  );
};

const marginalButAlleviated = (office: Office, people: readonly Person[]): Promise<Defect> => {
  const { id } = people.find((person) => person.alleviated && person.monitoring === null) as Person;
  const marginal: Pick<IdentifyMonitoring, 'category' | 'riskFactors'> = {
    ...{ category: 'MARGINAL', riskFactors: ['NATURAL_DISASTER'] },
  };
  return office.refused('脱贫户被识别为边缘易致贫户', 'CATEGORY_CONFLICT', () =>
    office.send(IdentifyMonitoring, marginal, { by: officer('REVITALIZATION_BUREAU'), id }),
  );
};

const register = (office: Office, fields: Partial<RegisterHousehold>): Promise<unknown> =>
  office.send(
    RegisterHousehold,
    {
      ...{ householdNo: '530424999999', populationCount: 2, labourCount: 1 },
      ...{ headName: '重复户主', source: 'VILLAGE', synthetic: true },
      ...fields,
    },
    { by: officer('COUNTY_INFORMANT') },
  );

const wrongDocuments = async (office: Office, { index, village }: Person): Promise<readonly Defect[]> => {
  const tries: readonly (readonly [string, string, string])[] = [
    ['两户使用同一证件号码', 'DOCUMENT_ALREADY_REGISTERED', documentNo(index)],
    ['以20位残疾人证号重复登记同一户主', 'DOCUMENT_ALREADY_REGISTERED', `${documentNo(index)}43`],
    ['证件号码成为科学计数法', 'DOCUMENT_NO_INVALID', '1.23E+17'],
  ];
  const defects: Defect[] = [];
  for (const [what, code, wrong] of tries)
    defects.push(
      await office.refused(what, code, () => register(office, { documentNo: wrong, villageCode: village })),
    );
  return defects;
};

/** There is no town 530424208. */
const unknownTown = (office: Office): Promise<Defect> =>
  office.refused('所在乡镇代码208不存在', 'VILLAGE_NOT_IN_USE', () =>
    register(office, { documentNo: documentNo(8_999), villageCode: divisionCode('530424208201') }),
  );

const bind = (office: Office, { id, village }: Person, { id: entityId, industry }: Firm): Promise<unknown> =>
  office.send(
    ProposeHouseholdBinding,
    {
      householdId: id,
      entityId,
      industry,
      forms: ['PROFIT_DIVIDEND'],
      startDate: calendarDate('2026-04-01'),
      agreementDueBy: calendarDate('2026-06-30'),
    },
    { by: officer('VILLAGE_INFORMANT', village) },
  );

/** 华宁县 as a file in GBK has it, read as UTF-8 like every other. */
const IN_GBK = Buffer.from([0xbb, 0xaa, 0xc4, 0xfe, 0xcf, 0xd8]).toString('utf8');

const wrongLists = (): readonly Defect[] => [
  listRefused('区划代码成为科学计数法', 'CODE_INVALID', '5.30424E+11,华宁县'),
  listRefused('清单缺少乡镇代码208', 'PARENT_MISSING', '530424208201,示例村民委员会'),
  listRefused('清单为GBK编码', 'NOT_UTF8', `${HUANING},${IN_GBK}`),
];

/** @throws where the list was read or refused otherwise */
const listRefused = (what: string, code: LineFault['code'], line: string): Defect => {
  const list = divisionsFromCsv(`code,name\n${line}\n`);
  const fault = 'faults' in list ? list.faults[0]?.code : undefined;
  if (fault !== code) throw new Error(`${what}: expected ${code}, got ${fault ?? 'acceptance'}`);
  return { what, code };
};
