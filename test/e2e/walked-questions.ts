import { isDivisionCode, within, type DivisionCode } from '@kernel/division-code';
import type { Role } from '@kernel/actor';
import { NEEDED } from './asked-for';
import type { Answer } from './running-county';
import { HOME, PEOPLE, type Row, type Walked, type WalkedCounty } from './walked-county';

/** The list that shows what a category holds: who may not see it may not read its histories either. */
const LISTS: Readonly<Record<string, string>> = {
  ...{ division: 'DivisionList', user: 'UserList', appointment: 'AppointmentList' },
  ...{ accessToken: 'AccessTokenList', parameter: 'ParameterCatalogue', household: 'HouseholdList' },
  ...{ erasure: 'ErasureList', personalRead: 'PersonalReadList', entity: 'EntityList' },
  ...{ householdBinding: 'HouseholdBindingList', enterpriseBinding: 'EnterpriseBindingList' },
  ...{ agreement: 'AgreementList', dividendScheme: 'DividendSchemeList', distribution: 'DistributionList' },
  ...{ householdIncome: 'IncomeList', reportSnapshot: 'SnapshotList', rectification: 'RectificationBoard' },
  ...{ evaluation: 'EvaluationList', auditRead: 'AuditReadList' },
  ...{ evidencePackage: 'EvidencePackageList', householdSplit: 'HouseholdSplitList' },
};

/** @throws Error where nobody said which list shows the category */
export const listOf = (walked: WalkedCounty, category: string): Walked => {
  const found = walked.lines.find(({ name }) => name === LISTS[category]);
  if (found === undefined) throw new Error(`which list shows ${category}?`);
  return found;
};

export const rolesOf = ({ roles }: Walked): readonly Role[] => (roles === 'ANYONE' ? PEOPLE : roles);

/** Those whom the division decides for, and not whom they speak for. */
export const byDivision = (line: Walked): readonly Role[] =>
  rolesOf(line).filter((role) => !line.ownTo.includes(role));

/** Whose questions leave no trace: what an auditor is answered is on record, and a list of that grows as it is asked for. */
export const traceless = (line: Walked): Role => rolesOf(line).find((role) => role !== 'AUDITOR') as Role;

/** Where the answer from another county is that it has decided nothing to be judged by. */
export const UNDECIDED_NEXT_DOOR: readonly string[] = [
  ...['ReaderDays', 'IndustryChains'],
  ...['IncomeGrowth', 'IncomeGrowthHouseholds', 'IncomeGrowthExplanation', 'IncomeGrowthComparison'],
  ...['IncomeDecline', 'IncomeGrowthByDivision', 'IncomeDeclineByDivision'],
];

/** It is always about a place that is named, or about somebody who lives where he lives. */
export const namesPlace = ({ required }: Walked): boolean =>
  required.some((field) => field === 'division' || field === 'householdId');

type Query = Readonly<Record<string, string>>;

/** What a question is asked with besides a division. */
export const usually = async (
  walked: WalkedCounty,
  { name, required }: Walked,
  town: DivisionCode,
): Promise<Query> => {
  const fields = required.filter((field) => field !== 'division');
  const needed = Object.fromEntries(fields.map((field) => [field, NEEDED[field] ?? '']));
  if (name === 'LossIf') {
    const [entity] = await rows(walked, '/entities', { kind: 'COOPERATIVE', state: 'ACTIVE' });
    return { entityId: entity?.id ?? '' };
  }
  if (!fields.includes('householdId')) return needed;
  const { householdId: _any, ...asked } = needed;
  const [compared] = await rows(walked, '/incomes/comparisons', { ...asked, division: town });
  return { ...asked, householdId: String(compared?.['householdId']) };
};

/** An entry to ask for, and the division it belongs to. */
export interface Entry {
  readonly division: DivisionCode;
  readonly query: Query;
}

const HOLDING = 'HoldingExplanation';

const holdingIn = async (walked: WalkedCounty): Promise<Entry> => {
  const schemes = await rows(walked, '/dividend-schemes');
  const found = schemes.find(({ equity }) => equity !== null);
  const [holder] = found?.['holders'] as readonly { readonly householdId: string }[];
  const query = { id: found?.id ?? '', householdId: holder?.householdId ?? '' };
  return { division: found?.division as DivisionCode, query };
};

/** The first entry that a route can be asked for; `evidence` is the id of a package of that town. */
export const entryOf = async (walked: WalkedCounty, line: Walked, evidence: Entry): Promise<Entry> => {
  const { name, path } = line;
  if (name === 'DivisionEntry') return { ...evidence, query: { code: evidence.division } };
  if (path.startsWith('/evidence-packages')) return evidence;
  if (name === HOLDING) return holdingIn(walked);
  const isLine = name === 'DividendLineExplanation';
  const list = isLine ? '/distributions/lines' : path.slice(0, path.indexOf('/{'));
  const [row] = await rows(walked, list, name === 'EvaluationExplanation' ? { result: 'FULFILLED' } : {});
  if (row === undefined) throw new Error(`nothing is there to be asked for by ${name}`);
  const { id, division, distributionId, householdId } = row as Readonly<Record<string, string>>;
  const query = isLine ? { id: distributionId, householdId } : { id };
  return { division: division as DivisionCode, query: query as Query };
};

const rows = (walked: WalkedCounty, list: string, query: Query = {}): Promise<readonly Row[]> =>
  walked.all(list, walked.actor('SUPERVISOR', HOME), query);

/** What depends on who asks where, and not on what there is: the way the question was put, and the rank among those listed. */
const OF_THE_ASKING = new Set(['position', 'at', 'next', 'listRef', 'rank', 'instance']);

interface Caused {
  readonly causes: readonly object[];
  readonly withheld: number;
}

const isCaused = (value: unknown): value is Caused =>
  typeof value === 'object' && value !== null && 'causes' in value && 'withheld' in value;

/** Causes that lie outside the asker's division are only counted. */
const counted = (value: unknown): unknown =>
  isCaused(value) ? { ...value, causes: value.causes.length + value.withheld, withheld: undefined } : value;

/** To be compared with what somebody else was answered. */
export const plain = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (OF_THE_ASKING.has(key) ? undefined : counted(value))),
  );

/** How many rows of a list a number must be: the list, how it is asked, and where the number stands. */
export interface Counted {
  readonly question: string;
  readonly list: string;
  readonly of: Query;
  readonly number: (answer: Answer['body']) => unknown;
}

const allOf = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

export const COUNTED: readonly Counted[] = [
  {
    question: 'OverdueByEntity',
    list: '/distributions',
    of: { isOverdue: 'true' },
    number: (a) => allOf(a.items, (one: { distributionIds: string[] }) => one.distributionIds.length),
  },
  {
    question: 'DenominatorMovement',
    list: '/coverage/households',
    of: { which: 'DENOMINATOR' },
    number: (a) => a.figure.denominator,
  },
  {
    question: 'EvaluationCompleteness',
    list: '/evaluations/duties',
    of: { year: '2025' },
    number: (a) => a.denominator,
  },
  {
    question: 'CoverageFigure',
    list: '/coverage/households',
    of: { which: 'DENOMINATOR' },
    number: (a) => a.single.denominator,
  },
  {
    question: 'CoverageProgress',
    list: '/coverage/households',
    of: { which: 'DENOMINATOR' },
    number: (a) => a.double.denominator,
  },
  {
    question: 'CoverageHouseholds',
    list: '/coverage/households',
    of: { which: 'GAP' },
    number: (a) => a.count,
  },
  {
    question: 'IncomeRecording',
    list: '/incomes/recordings',
    of: { year: '2025', quarter: '4' },
    number: (a) => a.denominator,
  },
  {
    question: 'IncomeDecline',
    list: '/incomes/comparisons',
    of: { year: '2025', quarter: '4', comparison: 'YOY_QUARTER', outcome: 'DECLINED,NOT_DECLINED' },
    number: (a) => a.denominator,
  },
  {
    question: 'IncomeGrowth',
    list: '/incomes/growth/households',
    of: { year: '2025', quarter: '4', item: 'PROPERTY', growthSide: 'CURRENT' },
    number: (a) => a.current.households,
  },
];

/** Where an answer names a division outside, as `path = code`. */
export const namedOutside = (answer: unknown, scope: DivisionCode): readonly string[] =>
  leavesOf(answer)
    .filter(([path, value]) => isDivisionCode(value) && !within(value, scope) && !MAY_NAME.test(path))
    .map(([path, value]) => `${path} = ${String(value)}`);

/**
 * Deliberate: where a parameter holds and where a post reaches (`scope`), what a division lies in (`parent`), the number of a household,
 * which only looks like a code, and where the members live of what belongs to the own division: holders of a scheme, beneficiaries of a
 * distribution, households of an agreement and the span they make, in its explanation too; and what an auditor of the own division asked for.
 */
const MAY_NAME = new RegExp(
  [
    ...[
      '/scope$',
      '^/items/\\d+/asked/division$',
      '^(/items/\\d+)?/parent$',
      '/(householdNo|newHouseholdNo|successorNo)$',
      '/changes/\\d+/(to|from)$',
    ],
    ...[
      '/(holders|beneficiaries|households|value)/\\d+/villageCode$',
      '^/steps/\\d+/value/\\d+$',
      '^/inputs/\\d+/value$',
      '/data/villages/\\d+$',
      '/explanation/(beyond/\\d+|within)$',
    ],
  ].join('|'),
);

/** Every value of an answer, with where it stands. */
export const leavesOf = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => leavesOf(one, `${path}/${key}`))
    : [[path, value]];

/**
 * Name households by their ids and leave it at that: every scheme of a page with all its holders, whom its entry shows; the
 * villages that a level to sign at is reckoned from, whose households the agreement shows; what an auditor asked for.
 */
const BY_ID: readonly string[] = ['DividendSchemeList', 'SignLevelExplained', 'AuditReadList'];

/** Where an answer to somebody who sees the whole county names a household without saying who that is. */
export const headless = ({ name }: Walked, answer: unknown): readonly string[] =>
  BY_ID.includes(name) ? [] : headlessIn(answer, { path: '', about: null });

/** Parts of a line about one household name it again. */
interface Within {
  readonly path: string;
  readonly about: unknown;
}

const headlessIn = (answer: unknown, { path, about }: Within): readonly string[] => {
  if (typeof answer !== 'object' || answer === null) return [];
  const { householdId = about } = answer as { readonly householdId?: unknown };
  const { head = null } = answer as { readonly head?: unknown };
  const isHeadless = householdId !== about && head === null;
  const within = Object.entries(answer).flatMap(([field, part]) =>
    headlessIn(part, { path: `${path}/${field}`, about: householdId }),
  );
  return isHeadless ? [path, ...within] : within;
};
