import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import { documentNo } from '@demo/people';
import {
  AddMember,
  ChangeHead,
  ClearLowIncome,
  CorrectHead,
  CorrectHouseholdData,
  CorrectMemberData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RegisterHousehold,
  RemoveMember,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
  VoidVanishing,
} from '@registry/household/commands';
import { clerkOf, HEIR, town, type Cast } from './cast';

/** A clerk writes down a document that somebody elsewhere has. */
const meetElsewhere = async (office: Office, { waiting, leaving: { village } }: Cast): Promise<void> => {
  const fields = {
    ...{ householdNo: '530424800999', villageCode: village, populationCount: 1, labourCount: 1 },
    ...{ headName: '示例户主', documentNo: documentNo(waiting.index), source: 'VILLAGE' as const },
  };
  await office.refused('他处已登记的证件', 'DOCUMENT_REGISTERED_ELSEWHERE', () =>
    office.send(RegisterHousehold, fields, { by: clerkOf({ village }) }),
  );
};

/** A daughter is corrected and marries; a son takes over from his father, who stays. */
const growUp = async (office: Office, { waiting: { id, village } }: Cast): Promise<void> => {
  const clerk = { by: clerkOf({ village }), id };
  const counts = { populationCount: 4, labourCount: 2 };
  const born = async (index: number): Promise<string> => {
    const member = {
      memberName: '示例子女',
      documentNo: documentNo(index),
      relationToHead: 'CHILD' as const,
    };
    const { events } = await office.send(AddMember, { ...member, cause: 'LISTED', ...counts }, clerk);
    return events[0]?.data['personId'] as string;
  };
  const [daughter, son] = [await born(991), await born(992)];
  const known = { memberName: '示例女儿', documentNo: documentNo(991), relationToHead: 'CHILD' as const };
  const more = { education: 'SENIOR_SECONDARY', health: 'HEALTHY', workMonths: 6 } as const;
  const corrected = { ...known, ...more, personId: daughter };
  await office.send(CorrectMemberData, corrected, { ...clerk, reason: '年度更新' });
  const left = { personId: daughter, cause: 'MARRIED', populationCount: 3, labourCount: 1 } as const;
  await office.send(RemoveMember, left, { ...clerk, reason: '出嫁' });
  const registered = (await office.county.store.readStream(`household-${id}`))[0];
  const relations = [{ personId: registered?.data['personId'] as string, relationToHead: 'PARENT' as const }];
  await office.send(ChangeHead, { headName: '示例儿子', documentNo: documentNo(992), relations }, clerk);
  await office.send(
    ChangeHead,
    {
      headName: '示例户主',
      documentNo: documentNo(905),
      relations: [{ personId: son, relationToHead: 'CHILD' }],
    },
    clerk,
  );
};

/** The record of one household's alleviation is another's: taken back, and set again where it belongs. */
const mistake = async (office: Office, { leaving: { id } }: Cast): Promise<void> => {
  const by = officer('REVITALIZATION_BUREAU');
  const events = await office.county.store.readStream(`household-${id}`);
  const { data } = events.find(({ type }) => type === 'AlleviatedRecordSet') as RecordedEvent;
  const on = data['on'] as CalendarDate;
  await office.send(VoidAlleviatedRecord, {}, { by, id, on, reason: '与同村他户混淆' });
  const record = { alleviatedYear: 2018, enjoysPolicy: true };
  await office.send(SetAlleviatedRecord, record, { by, id, on, reason: '经核对更正年度' });
};

/** The head has another phone now, and stays the head. */
const callElsewhere = async (office: Office, { mistaken: { id, village } }: Cast): Promise<void> => {
  const clerk = { by: clerkOf({ village }), id, reason: '换电话' };
  await office.send(CorrectHead, { phone: '13800000099' }, clerk);
};

/** What happened to its neighbour was booked on it: a hardship, and that all moved away. */
const confuse = async (office: Office, { confused: { id } }: Cast): Promise<void> => {
  const at = { id, on: calendarDate('2024-01-20'), reason: '误记邻户' };
  const bureau = { ...at, by: officer('REVITALIZATION_BUREAU') };
  await office.send(IdentifyMonitoring, { category: 'SUDDEN_HARDSHIP', riskFactors: ['ILLNESS'] }, bureau);
  await office.send(EliminateRisk, {}, bureau);
  await office.send(VoidMonitoring, {}, bureau);
  await office.send(MarkHouseholdVanished, { cause: 'DECEASED' }, { ...at, by: town() });
  await office.send(VoidVanishing, {}, { ...at, by: town() });
};

/** Years of a household in a few weeks: hardship, relief, a new head, another village, and nobody left. */
export const liveAndPass = async (office: Office, cast: Cast): Promise<void> => {
  const { id } = cast.moving;
  const bureau = { by: officer('REVITALIZATION_BUREAU'), id };
  await office.day('2024-01-15');
  await office.send(SetLowIncome, { kind: 'MINIMUM_LIVING' }, bureau);
  await office.send(IdentifyMonitoring, { category: 'SUDDEN_HARDSHIP', riskFactors: ['ILLNESS'] }, bureau);
  await office.day('2024-01-18');
  await office.send(EliminateRisk, {}, bureau);
  await office.send(ClearLowIncome, {}, bureau);
  await office.send(ReopenMonitoring, { riskFactors: ['NATURAL_DISASTER'] }, bureau);
  await mistake(office, cast);
  await office.day('2024-01-20');
  await meetElsewhere(office, cast);
  await growUp(office, cast);
  await callElsewhere(office, cast);
  await confuse(office, cast);
  const clerk = { by: town(), id };
  const counted = { populationCount: 3, labourCount: 1 };
  await office.send(CorrectHouseholdData, counted, { ...clerk, reason: '一人外迁，登记有误' });
  await office.send(ChangeHead, { headName: '示例新户主', documentNo: documentNo(990) }, clerk);
  await office.send(MoveHousehold, { to: HEIR }, { ...clerk, reason: '村委会合并' });
  await office.day('2024-01-21');
  await office.send(MarkHouseholdVanished, { cause: 'MOVED_AWAY' }, { ...clerk, reason: '举家外迁' });
};
