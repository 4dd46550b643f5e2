import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, officer } from '@demo/officers';
import type { Person } from '@demo/people';
import {
  AcceptSuggestion,
  CorrectIncome,
  DeclineSuggestion,
  RecordIncome,
  VoidIncome,
} from '@linkage/income/commands';
import { householdIncomeId } from '@linkage/income/state';
import { AmendSnapshot, PublishSnapshot } from '@oversight/snapshot/commands';
import { clerkOf, type Cast } from './cast';
import { happened } from './happened';

const suggestionIn = async (office: Office, id: string): Promise<string> => {
  const { data } = await happened(office, { category: 'householdIncome', id }, 'IncomeSuggested');
  return data['suggestionId'] as string;
};

/** What was paid is suggested to the village, which takes the one and not the other; a sheet is put right; figures are published. */
export const countIncomes = async (office: Office, cast: Cast): Promise<void> => {
  const {
    staying: [first, second],
    confused,
  } = cast;
  await office.day('2025-01-12');
  await countYear(office, first);
  await countElsewhere(office, confused);
  const id = householdIncomeId(second.id, 2025);
  await office.send(
    DeclineSuggestion,
    { suggestionId: await suggestionIn(office, id) },
    { by: clerkOf(second), id, reason: '农户尚未到账' },
  );
  const bulletin = { division: HUANING, bulletinNo: '华双绑通报〔2025〕901号' };
  const days = { asOf: calendarDate('2024-12-31'), knownAt: calendarDate('2025-01-11') };
  const { id: snapshotId } = await office.send(
    PublishSnapshot,
    { kind: 'COVERAGE', ...bulletin, ...days },
    { by: officer('COUNTY_INFORMANT') },
  );
  await office.send(
    AmendSnapshot,
    { note: '第二页户数排印有误，以本说明为准', knownAt: days.knownAt },
    { by: officer('COUNTY_INFORMANT'), id: snapshotId, reason: '校对疏漏' },
  );
};

/** A sheet of its neighbour's. */
const countElsewhere = async (office: Office, person: Person): Promise<void> => {
  const by = clerkOf(person);
  const { id: householdId, population: populationCount } = person;
  const sheet = { householdId, year: 2024, quarter: 4 as const, populationCount, items: { a1: 300_000 } };
  await office.send(RecordIncome, sheet, { by });
  const id = householdIncomeId(householdId, 2024);
  await office.send(VoidIncome, { quarter: 4 }, { by, id, reason: '误录邻户收入' });
};

const countYear = async (office: Office, person: Person): Promise<void> => {
  const by = clerkOf(person);
  const id = householdIncomeId(person.id, 2024);
  const sheet = { quarter: 4 as const, populationCount: person.population };
  await office.send(
    RecordIncome,
    { ...sheet, householdId: person.id, year: 2024, items: { a1: 600_000, b1: 450_000 } },
    { by },
  );
  await office.send(AcceptSuggestion, { suggestionId: await suggestionIn(office, id) }, { by, id });
  const items = { a1: 580_000, b1: 450_000, c1: 200_000 };
  await office.send(
    CorrectIncome,
    { ...sheet, items, corrects: 'RECORDING_ERROR' },
    { by, id, reason: '工资重复计算' },
  );
};
