import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { divisionsFromCsv } from '@registry/division/csv';
import { IdentifyMonitoring, MarkHouseholdVanished, RegisterHousehold } from '@registry/household/commands';
import { ProposeHouseholdBinding } from '@linkage/household-binding/commands';
import type { Economy } from './economy';
import { officer } from './officers';
import type { Defect, Office } from './office';
import { documentNo, type Person } from './people';

/** What must not be (domain/7-test-data, 7.2): each is tried, and refused with its code. */
export const tryDefects = async (
  office: Office,
  people: readonly Person[],
  { cooperatives }: Economy,
): Promise<readonly Defect[]> => {
  const gone = people.at(-1) as Person;
  const vanished = { by: officer('COUNTY_INFORMANT'), id: gone.id, reason: '整户自然减少' };
  await office.send(MarkHouseholdVanished, { cause: 'DECEASED' }, vanished);
  return [
    await marginalButAlleviated(office, people),
    ...(await wrongDocuments(office, people[0] as Person)),
    await office.refused(
      '绑定已自然减少的农户',
      'HOUSEHOLD_VANISHED',
      bind(office, gone, cooperatives[0]?.id ?? ''),
    ),
    wrongList(),
  ];
};

const marginalButAlleviated = (office: Office, people: readonly Person[]): Promise<Defect> => {
  const { id } = people.find((person) => person.alleviated && person.monitoring === null) as Person;
  const marginal = { category: 'MARGINAL' as const, riskFactors: ['因灾'] };
  const attempt = office.send(IdentifyMonitoring, marginal, { by: officer('REVITALIZATION_BUREAU'), id });
  return office.refused('脱贫户被识别为边缘易致贫户', 'CATEGORY_CONFLICT', attempt);
};

const wrongDocuments = async (office: Office, first: Person): Promise<readonly Defect[]> => {
  const register = (documentNo: string) =>
    office.send(
      RegisterHousehold,
      {
        ...{ householdNo: '530424999999', villageCode: first.village, populationCount: 2, labourCount: 1 },
        ...{ headName: '重复户主', documentNo, source: 'VILLAGE', synthetic: true },
      },
      { by: officer('COUNTY_INFORMANT') },
    );
  return [
    await office.refused(
      '两户使用同一证件号码',
      'DOCUMENT_ALREADY_REGISTERED',
      register(documentNo(first.index)),
    ),
    await office.refused('证件号码成为科学计数法', 'DOCUMENT_NO_INVALID', register('1.23E+17')),
  ];
};

/** A revoked cooperative wants another household. */
export const bindToRevoked = (office: Office, person: Person, entityId: string): Promise<Defect> =>
  office.refused('被取消资格的主体绑定农户', 'ENTITY_REVOKED', bind(office, person, entityId));

const bind = (office: Office, { id, village, industry }: Person, entityId: string): Promise<unknown> =>
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
    { by: officer('VILLAGE_INFORMANT', divisionCode(village)) },
  );

const wrongList = (): Defect => {
  const list = divisionsFromCsv('code,name\n5.30424E+11,华宁县\n');
  const fault = 'faults' in list ? list.faults[0]?.code : undefined;
  if (fault !== 'CODE_INVALID') throw new Error(`a list with a wrong code was read: ${String(fault)}`);
  return { what: '区划代码成为科学计数法', code: fault };
};
