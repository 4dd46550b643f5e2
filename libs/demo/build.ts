import { householdId } from '@registry/household/state';
import type { DivisionCode } from '@kernel/division-code';
import type { Clock } from '@event-store/clock';
import { streamName } from '@event-store/event-store';
import type { County } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { agree, type Pact } from './agreements';
import { bindToRevoked, tryDefects } from './defects';
import { distribute, draftSchemes, oneFenOff, payLate, type Fate } from './dividends';
import { buildEconomy, type Economy } from './economy';
import { foundation, type OfficialLists } from './foundation';
import {
  allQuarters,
  correctAfterPublication,
  publish,
  recordedOf,
  recordQuarter,
  type Exemplars,
} from './incomes';
import { Office, type Defect, type Report } from './office';
import { evaluate, incomeId, revoke } from './oversight';
import { planPeople, settle, type Person } from './people';
import { SimulatedClock } from './simulated-clock';
import type { Size } from './size';

/** Where to look: the stories of a demonstration by the ids they happened to. */
export interface Stories {
  /** Refused the town's signature, terminated after a failed re-check; its cooperative revoked. */
  readonly revokedAgreement: string;
  readonly revokedCooperative: string;
  readonly rectification: string;
  readonly rehomedBinding: string;
  /** Overdue, rescheduled, paid. */
  readonly lateDistribution: string;
  readonly correctedIncome: string;
  /** The bulletin that was published before the correction. */
  readonly snapshot: string;
  readonly exactVillage: DivisionCode;
  readonly belowVillage: DivisionCode;
  /** An enterprise binding that covers households. */
  readonly enterpriseBindingOf: string;
}

export interface Built {
  readonly stories: Stories;
  readonly defects: readonly Defect[];
}

export interface Plan {
  readonly size: Size;
  readonly lists: OfficialLists;
  readonly report: Report;
}

/** Opens the county that a demonstration is built in, with the clock that it moves. */
export type OpenCounty = (clock: Clock) => County;

/** Builds two years of a county through commands alone. Sent again, every command answers as it did: an interrupted run can be repeated. */
export const buildDemo = async (open: OpenCounty, plan: Plan): Promise<Built> => {
  const clock = new SimulatedClock();
  const county = open(clock);
  const host = projectionHost(county);
  await host.start();
  try {
    return await tell(new Office(county, host, clock, plan.report), plan);
  } finally {
    await host.stop();
    await county.close();
  }
};

const tell = async (office: Office, { size, lists }: Plan): Promise<Built> => {
  const villages = await foundation(office, lists);
  const people = planPeople(size, villages);
  await settle(office, people);
  const economy = await buildEconomy(office, size, people);
  await office.day('2024-01-15');
  const { pacts, defects } = await agree(office, economy);
  await office.day('2024-03-01');
  const schemes = await draftSchemes(office, pacts);
  const flow = { pacts, schemes, ...recordedOf(people, size.recorded) };
  const money = await twoYears(office, flow);
  await evaluate(office, pacts);
  const [doomed] = pacts as readonly [Pact, ...Pact[]];
  const ended = await revoke(office, doomed, economy);
  const refused = await tryDefects(office, people, economy);
  const last = await bindToRevoked(office, people[1] as Person, doomed.firm.id);
  return {
    stories: storiesOf({ economy, ended, ...money, ...flow }),
    defects: [...defects, ...money.defects, ...refused, last],
  };
};

interface Flow {
  readonly pacts: readonly Pact[];
  readonly schemes: ReadonlyMap<string, string>;
  readonly recorded: readonly Person[];
  readonly exemplars: Exemplars;
}

interface Money {
  readonly late: string;
  readonly corrected: string;
  readonly snapshot: string;
  readonly defects: readonly Defect[];
}

/** Eight quarters of income, two rounds of dividends: one late in the first, one never paid in the second. */
const twoYears = async (office: Office, { pacts, schemes, recorded, exemplars }: Flow): Promise<Money> => {
  const [doomed, slow] = pacts as readonly [Pact, Pact];
  for (const { year, quarter } of allQuarters(2024).slice(0, 3))
    await recordQuarter(office, { year, quarter, recorded, exemplars });
  await office.day('2024-12-02');
  const first = await distribute(office, pacts, {
    year: 2024,
    schemes,
    fate: (pact): Fate => (pact === slow ? 'LATE' : 'PAID'),
  });
  await office.day('2024-12-21');
  const late = first.get(slow.firm.id) ?? '';
  const off = await oneFenOff(office, slow, late);
  await payLate(office, slow, late);
  for (const { year, quarter } of [...allQuarters(2024).slice(3), ...allQuarters(2025).slice(0, 3)])
    await recordQuarter(office, { year, quarter, recorded, exemplars });
  await office.day('2025-12-02');
  await distribute(office, pacts, {
    year: 2025,
    schemes,
    fate: (pact): Fate => (pact === doomed ? 'NEVER' : 'PAID'),
  });
  await office.day('2025-12-21');
  await recordQuarter(office, { year: 2025, quarter: 4, recorded, exemplars });
  const person = recorded[2] as Person;
  const corrected = incomeId(person.id, 2025);
  const snapshot = await publish(office);
  await office.day('2026-01-13');
  await correctAfterPublication(office, person, corrected);
  return { late, corrected, snapshot, defects: [off] };
};

interface Told extends Money, Flow {
  readonly economy: Economy;
  readonly ended: { readonly rectificationId: string; readonly rehomedId: string };
}

const storiesOf = ({ pacts, economy, ended, late, corrected, snapshot, exemplars }: Told): Stories => {
  const [doomed] = pacts as readonly [Pact, ...Pact[]];
  return {
    revokedAgreement: doomed.id,
    revokedCooperative: doomed.firm.id,
    rectification: ended.rectificationId,
    rehomedBinding: ended.rehomedId,
    lateDistribution: late,
    correctedIncome: corrected,
    snapshot,
    exactVillage: exemplars.exact.village,
    belowVillage: exemplars.below.village,
    enterpriseBindingOf: economy.enterprises[1]?.id ?? '',
  };
};

/** Whether the folder holds something, and whether that is a demonstration. */
export const stateOf = async (county: County): Promise<'EMPTY' | 'DEMO' | 'FOREIGN'> => {
  const isEmpty = /^0+$/.test(await county.store.head());
  if (isEmpty) return 'EMPTY';
  const first = await county.store.readStream(streamName('household', householdId('530424100000')));
  return first.some(({ data }) => data['synthetic'] === true) ? 'DEMO' : 'FOREIGN';
};
