import { draw, sign } from './agreements';
import {
  approve,
  declare,
  draftSchemes,
  oneFenOff,
  pay,
  payReturned,
  reschedule,
  type Due,
  type Schemed,
} from './dividends';
import { recordQuarter, type Recording } from './incomes';
import type { Defect, Office } from './office';
import type { Draft, Pact } from './pacts';
import { bindAll, type Tie } from './ties';

/** The first year as the second finds it. */
export interface FirstYear {
  readonly schemed: readonly Schemed[];
  /** Dividends that were overdue, and have been given another day. */
  readonly late: readonly Due[];
  readonly defect: Defect;
}

/** Six in a hundred pay late; never the first, which has its own story. */
const isLate = (place: number): boolean => place % 17 === 1;

export const firstYear = async (
  office: Office,
  pacts: readonly Pact[],
  recording: Recording,
): Promise<FirstYear> => {
  await office.day('2024-03-01');
  const schemed = await draftSchemes(office, pacts);
  for (const quarter of [1, 2, 3] as const) await recordQuarter(office, recording, { year: 2024, quarter });
  await office.day('2024-12-02');
  const dues = await declare(office, schemed, 2024);
  const late = dues.filter((_, place) => isLate(place));
  await payOut(office, dues, { year: 2024, unpaid: late });
  const defect = await oneFenOff(office, late[0] as Due);
  await office.day('2024-12-23');
  await reschedule(office, late);
  return { schemed, late, defect };
};

interface Payment {
  readonly year: number;
  readonly unpaid: readonly Due[];
}

/** Approved and paid on the day after the declaration, paid again a week later where the bank could not, overdue after 12-20. */
const payOut = async (office: Office, dues: readonly Due[], { year, unpaid }: Payment): Promise<void> => {
  const paid = dues.filter((due) => !unpaid.includes(due));
  await office.day(`${String(year)}-12-03`);
  await approve(office, dues);
  await pay(office, paid);
  await office.day(`${String(year)}-12-10`);
  await payReturned(office, paid);
  await office.day(`${String(year)}-12-21`);
};

interface Second {
  readonly ties: readonly Tie[];
  readonly drafts: readonly Draft[];
  readonly recording: Recording;
}

/** One-year agreements expire with the bindings on them; the households bind anew, as from the first day of the year. */
export const turnOfTheYear = async (
  office: Office,
  { late }: FirstYear,
  { ties, drafts, recording }: Second,
): Promise<readonly Pact[]> => {
  await office.day('2025-01-02');
  await office.day('2025-01-06');
  await bindAll(office, ties, 2025);
  await recordQuarter(office, recording, { year: 2024, quarter: 4 });
  await office.day('2025-01-15');
  const pacts = await draw(office, drafts);
  await office.day('2025-01-16');
  await sign(office, pacts);
  await office.day('2025-01-20');
  await pay(office, late);
  await payReturned(office, late);
  return pacts;
};

/** The first of last year's cooperatives never pays. */
export const secondYear = async (
  office: Office,
  { before, pacts }: { readonly before: readonly Schemed[]; readonly pacts: readonly Pact[] },
  recording: Recording,
): Promise<void> => {
  await office.day('2025-03-01');
  const schemed = await draftSchemes(office, pacts);
  for (const quarter of [1, 2, 3] as const) await recordQuarter(office, recording, { year: 2025, quarter });
  await office.day('2025-12-02');
  const dues = await declare(
    office,
    [...before.filter(({ isForOneYear }) => !isForOneYear), ...schemed],
    2025,
  );
  await payOut(office, dues, { year: 2025, unpaid: dues.slice(0, 1) });
  await recordQuarter(office, recording, { year: 2025, quarter: 4 });
};
