import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { managerOf } from '@demo/officers';
import type { Person } from '@demo/people';
import {
  CarryWithheldForward,
  ConfirmPaymentBatch,
  DeclareDistribution,
  ImportPaymentBatch,
} from '@linkage/distribution/commands';
import {
  AdoptDividendScheme,
  DraftDividendScheme,
  ReviseDividendScheme,
} from '@linkage/dividend-scheme/commands';
import { town, type Cast } from './cast';
import { agreed, approveTwice, finance } from './dividends';

/** 6 % of 2 000 yuan, by two in the first year; by three in the second, with what was carried forward. */
const EACH_FEN = 6_000;

const termsFor = (people: readonly Person[]) => ({
  ...{ mode: 'GUARANTEED' as const, principalFen: 200_000, timesPerYear: 1, payDay: '12-20' },
  annualRate: { numerator: 6, denominator: 100 },
  beneficiaries: people.map(({ id }) => ({ householdId: id, shares: 1 })),
});

const declare = async (office: Office, { orchard }: Cast, schemeId: string, year: number) => {
  const asked = {
    ...{ schemeId, entityId: orchard.id, payDate: calendarDate('2025-01-20') },
    periodFrom: calendarDate(`${String(year)}-01-01`),
    periodTo: calendarDate(`${String(year)}-12-31`),
  };
  const { id } = await office.send(DeclareDistribution, asked, { by: managerOf(orchard.id) });
  return id;
};

const pay = async (office: Office, { orchard }: Cast, id: string, people: readonly Person[]) => {
  await approveTwice(office, id);
  const paid = people.map((person) => ({ householdId: person.id, amountFen: EACH_FEN }));
  const file = { batchNo: '银行-1', bankTotalFen: EACH_FEN * paid.length, paid, failed: [] };
  await office.send(ImportPaymentBatch, file, { by: managerOf(orchard.id), id });
  await office.send(ConfirmPaymentBatch, { batchNo: '银行-1' }, { by: finance, id });
};

/** What was withheld of a household that has left goes to those who stay, with the dividend of the next year. */
export const carryForward = async (office: Office, cast: Cast): Promise<void> => {
  const { orchard, staying, leaving } = cast;
  const manager = { by: managerOf(orchard.id) };
  const draft = { entityId: orchard.id, terms: termsFor([staying[0], leaving]) };
  const { id: schemeId } = await office.send(DraftDividendScheme, draft, manager);
  await office.send(AdoptDividendScheme, { minutesRef: '会议纪要-4' }, { by: town(), id: schemeId });
  const first = await declare(office, cast, schemeId, 2024);
  await office.day('2025-01-07');
  await pay(office, cast, first, [staying[0]]);
  const share = { householdId: leaving.id, amountFen: EACH_FEN };
  const clerk = { by: town(), id: first, reason: '村民会议决定结转下年' };
  await agreed(office, await office.send(CarryWithheldForward, share, clerk));
  await office.send(ReviseDividendScheme, { terms: termsFor(staying) }, { ...manager, id: schemeId });
  await office.send(AdoptDividendScheme, { minutesRef: '会议纪要-5' }, { by: town(), id: schemeId });
  const second = await declare(office, cast, schemeId, 2025);
  await office.day('2025-01-08');
  await pay(office, cast, second, staying);
};
