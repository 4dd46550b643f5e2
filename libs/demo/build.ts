import type { Clock } from '@event-store/clock';
import type { County } from '@county/county';
import { sealerOf } from '@county/sealing';
import { tellPosts } from './accounts';
import { draw, sign, signTooLow } from './agreements';
import { bury, tryDefects } from './defects';
import { ToldDays } from './days';
import { Diary } from './diary';
import { buildEconomy, type Firm } from './economy';
import { buildFigures, requireNothingParked } from './figures';
import { tellFurtherPapers } from './further-papers';
import { foundation, foundationOfNeighbour, villageCodes, type OfficialLists } from './foundation';
import { correctAfterPublication, publish, type Recording } from './incomes';
import { livelihoods, type Exemplars } from './livelihood';
import { tellNeighbour } from './neighbour';
import { handOver, listMembers } from './members';
import { NINGLING } from './officers';
import { Office, type Defect, type Report } from './office';
import { forget } from './erasures';
import { takeEvidence } from './evidence';
import { evaluate, revoke } from './oversight';
import { planDrafts, type Draft, type Pact } from './pacts';
import { isTarget, isThreefold, planPeople, type Person } from './people';
import { settle } from './settling';
import { splitOff } from './splits';
import { SimulatedClock } from './simulated-clock';
import type { Size } from './size';
import type { Built, Stories } from './stories';
import { bindAll, planTies, type Tie } from './ties';
import { firstYear, secondYear, turnOfTheYear } from './years';

export interface Plan {
  readonly size: Size;
  readonly lists: OfficialLists;
  readonly report: Report;
}

/** Opens the county that a demonstration is built in, with the clock that it moves. */
export type OpenCounty = (clock: Clock) => County;

/**
 * Builds two years of a county through commands alone. An attempt that was interrupted goes on where the diary says it
 * stood and ends as if it had not been: what was sent before is answered from the log.
 */
export const buildDemo = async (open: OpenCounty, plan: Plan): Promise<Built> => {
  const clock = new SimulatedClock();
  const county = open(clock);
  const diary = new Diary(county.settings.dataDir);
  try {
    const office = new Office(county, new ToldDays(county, clock, diary), plan.report);
    const built = await tell(office, plan);
    await requireNothingParked(county);
    await sealerOf(county).sealNow();
    await buildFigures(county, plan.report);
    await takeEvidence(office, built.stories);
    await sealerOf(county).sealNow();
    diary.complete(built);
    return built;
  } finally {
    await county.close();
  }
};

const tell = async (office: Office, { size, lists }: Plan): Promise<Built> => {
  const villages = await foundation(office, lists);
  const people = planPeople(size, villages);
  await settle(office, people);
  await listMembers(office, people);
  const economy = await buildEconomy(office, size, villages);
  await foundationOfNeighbour(office);
  const neighbours = villageCodes(lists[NINGLING] ?? '');
  const missingHousehold = await tellNeighbour(office, size.neighbour, neighbours);
  const ties = planTies(size, people, economy);
  await bindAll(office, ties, 2024);
  const targets = people.filter(isTarget);
  const exemplars = exemplarsOf(targets);
  const recording = { livelihoods: livelihoods(targets, exemplars), exemplars };
  const money = await tellYears(office, { ties, drafts: planDrafts(ties, size.agreements), recording });
  const stories = {
    ...{ threefoldHousehold: people.find(isThreefold)?.id ?? '', neighbour: NINGLING, missingHousehold },
    ...{ exactVillage: exemplars.exact, belowVillage: exemplars.below },
    enterpriseBindingOf: economy.enterprises[1]?.id ?? '',
  };
  const end = await tellEnd(office, money, { people, ties, heir: economy.chained[1] as Firm });
  return {
    stories: { ...stories, ...money.stories, ...end.stories },
    defects: [...money.defects, ...end.defects],
  };
};

const exemplarsOf = (targets: readonly Person[]): Exemplars => {
  const [exact, below] = [...new Set(targets.map(({ village }) => village))].sort();
  if (exact === undefined || below === undefined) throw new Error('the targets do not live in two villages');
  return { exact, below };
};

interface Years {
  readonly ties: readonly Tie[];
  readonly drafts: readonly Draft[];
  readonly recording: Recording;
}

interface Told<Named extends keyof Stories> {
  readonly stories: Pick<Stories, Named>;
  readonly defects: readonly Defect[];
}

type Money = Told<'lateDistribution' | 'correctedIncome' | 'snapshot'> & { readonly pacts: readonly Pact[] };

/** Two years of agreements, incomes and dividends, and the bulletin after them. */
const tellYears = async (office: Office, { ties, drafts, recording }: Years): Promise<Money> => {
  await office.day('2024-01-15');
  const old = await draw(
    office,
    drafts.filter(({ year }) => year === 2024),
  );
  const tooLow = await signTooLow(office, old[0] as Pact);
  await office.day('2024-01-16');
  await sign(office, old);
  const before = await firstYear(office, old, recording);
  const second = { ties, recording, drafts: drafts.filter(({ year }) => year === 2025) };
  const pacts = await turnOfTheYear(office, before, second);
  await secondYear(office, { before: before.schemed, pacts }, recording);
  const snapshot = await publish(office);
  const correctedIncome = await correctAfterPublication(office, recording);
  return {
    pacts: [...old, ...pacts],
    stories: { lateDistribution: before.late[0]?.distributionId ?? '', correctedIncome, snapshot },
    defects: [tooLow, before.defect],
  };
};

interface Left {
  readonly people: readonly Person[];
  readonly ties: readonly Tie[];
  /** The cooperative that takes over a household of the one that is revoked. */
  readonly heir: Firm;
}

type End = Told<
  | 'revokedAgreement'
  | 'amendedAgreement'
  | 'partedAgreement'
  | 'revokedCooperative'
  | 'rectification'
  | 'rehomedBinding'
  | 'erasedHousehold'
  | 'keptHousehold'
  | 'delegatedPost'
  | 'auditorPost'
  | 'deputysHousehold'
  | 'family'
  | 'splitHousehold'
  | 'newHousehold'
>;

/** The evaluation and what follows from it, and at last what must not be. */
const tellEnd = async (office: Office, { pacts }: Money, { people, ties, heir }: Left): Promise<End> => {
  const doomed = pacts[0] as Pact;
  await evaluate(office, pacts);
  const forgotten = await forget(office, pacts[1] as Pact);
  const free = pacts.slice(3).filter(({ isForOneYear, firm }) => !isForOneYear && firm.id !== doomed.firm.id);
  const further = await tellFurtherPapers(office, free, people);
  const { rectificationId, rehomedId } = await revoke(office, doomed, heir);
  await office.day('2026-03-30');
  await bury(office, people);
  const family = await handOver(office, people);
  const split = await splitOff(office, people, { ties, family });
  const posts = await tellPosts(office, (pacts[2] as Pact).ties[0]?.person as Person);
  await office.day('2026-03-31');
  const defects = await tryDefects(office, { people, cooperative: heir, revoked: doomed.firm });
  const stories = {
    ...{ revokedAgreement: doomed.id, revokedCooperative: doomed.firm.id },
    ...{ rectification: rectificationId, rehomedBinding: rehomedId },
    ...forgotten,
    ...further.stories,
    ...{ ...posts, ...split },
    family,
  };
  return { stories, defects: [further.defect, ...defects] };
};
