import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import type { Ratio } from '@kernel/ratio';
import { territoryOf } from '@kernel/succession';
import { TARGET_GROUPS, type TargetGroup } from '@kernel/target-group';
import { tallyBy, tallyDivisions, tallyIn } from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import { readTally } from '@projection/tally-reader';
import { answering, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import type { Asked as AskedTwice } from '@query/comparison/compared';
import { either, type Bearing } from '@query/comparison/moment';
import { requireVisible, successorsAt } from '@query/scope';
import type { Filter } from '@read-store/read-store';
import { successionsBetween } from '@registry/division/queries';
import { requiredParameter } from '@registry/parameter/queries';
import { IsDate, IsDivision, IsOneOf, Optional } from '@validation/fields';
import { QuerySetOf } from '@validation/query-fields';
import { isCauseOn, streamsBearingOn, turnsOf } from './bearing';
import { COLLECTIONS, COVERAGE } from './collections';
import { figuresOf, TARGET_KEY, type Asked, type Counted, type CoverageFigures } from './coverage-figure';
import { criteriaFrom, untracked, type CoverageMode } from './criteria';
import type { CoverageRow } from './coverage-row';
import type { Entity } from './entity';
import type { Household } from './household';
import { ALL } from './segment';

/** The words in which the neighbouring views ask coverage. */
export { COLLECTIONS, COVERAGE } from './collections';
export { CHAINS, HOMES } from './count';
export { heldOn } from './course';
export {
  appraisedOf,
  datesBetween,
  figuresOf,
  listPath,
  missingFor,
  neededPerMonth,
  targetOf,
  wholeMonths,
} from './coverage-figure';
export { concernsBinding } from './binding';
export { concernsCoverage } from './household';
export { concernsChain, concernsStanding } from './entity';
export { explainCoverage } from './explanation';
export { ABSENT, countOn, LISTS, marksOn, standsOn } from './criteria';
export { lostBy } from './loss';
export { rollIds, type Roll } from './roll';
export { profileOf } from './profile';
export { ALL } from './segment';
export { shiftOf, undone } from './undone';
export type { Asked, Counted, CoverageFigures, SeriesStride } from './coverage-figure';
export type { CoverageRow } from './coverage-row';
export type { CoverageListName } from './criteria';
export type { Entity } from './entity';
export type { Household } from './household';
export type { Lost, Removal } from './loss';
export type { Movement } from './movement';

/** What every coverage question may say; what it leaves open is today, the asker's own division, and the parameters. */
export abstract class CoverageQuestion {
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsDivision() division?: DivisionCode;
  /** True on that day. */
  @Optional() @IsDate() asOf?: CalendarDate;
  /** Known by the end of that day. */
  @Optional() @IsDate() knownAt?: CalendarDate;
  @Optional() @QuerySetOf(TARGET_GROUPS) categories?: TargetGroup[];
  @Optional() @IsOneOf(['SINGLE', 'DOUBLE']) mode?: CoverageMode;
}

/** R01: single and double coverage, the gap in its two parts, and what is shown apart. */
export class CoverageFigure extends CoverageQuestion {
  static readonly title = '双绑覆盖率';

  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
}

const CRITERIA = [
  'coverage.targetCategories',
  'coverage.includeRiskEliminated',
  'coverage.requireEligibility',
  'coverage.mode',
  'coverage.minLeadingLevel',
  'coverage.countDirectHE',
  'coverage.weakForms',
  TARGET_KEY,
] as const;

/** What a question may say, however it is put. */
export interface Question {
  readonly division?: DivisionCode | undefined;
  readonly asOf?: CalendarDate | undefined;
  readonly knownAt?: CalendarDate | undefined;
  readonly categories?: readonly TargetGroup[] | undefined;
  readonly mode?: CoverageMode | undefined;
  readonly industry?: Industry | undefined;
}

/** The same question of another day. */
export const onDay = (question: Question, asOf: CalendarDate): Question => {
  const { division, knownAt, categories, mode, industry } = question;
  return { division, asOf, knownAt, categories, mode, industry };
};

/** Fills in what the question leaves open. @throws Refusal PARAMETER_NOT_CONFIGURED, Forbidden OUT_OF_SCOPE */
export const askedOf = async (question: Question, views: Views): Promise<Asked> => {
  const { division = views.viewer.scope, categories, mode, industry = null } = question;
  await requireVisible(views, division);
  const { asOf = views.today as CalendarDate, knownAt = views.today as CalendarDate } = question;
  const keys = CRITERIA.filter((key) => !(key === 'coverage.targetCategories' && categories !== undefined));
  const place = { division, date: asOf, knownAt };
  const parameters = await Promise.all(keys.map((key) => requiredParameter(views, key, place)));
  const values = new Map(parameters.map(({ key, value }) => [key, value]));
  const criteria = criteriaFrom(values, { categories, mode });
  if (untracked(criteria).length > 0)
    throw new Unanswerable('WEAK_FORM_NOT_TRACKED', untracked(criteria).join(', '));
  return {
    ...{ division, asOf, knownAt, industry, criteria, parameters },
    successors: await successorsAt(views, { asOf, knownAt }),
    target: values.get(TARGET_KEY) as unknown as Ratio,
    categories: categories ?? null,
  };
};

/** The buckets of some divisions, for the industry asked for and for ALL. */
export const bucketsOf = (
  views: Views,
  { asOf, knownAt }: Pick<Asked, 'asOf' | 'knownAt'>,
  { keys, divisions }: { readonly keys: readonly string[]; readonly divisions: readonly string[] },
): Promise<readonly TallyBucket[]> =>
  readTally(views.of(COVERAGE), COLLECTIONS.tally, { keys, divisions, asOf, knownAt });

/** The codes whose buckets a question is answered from. */
export const divisionsOf = ({ division, successors }: Asked): readonly DivisionCode[] =>
  tallyDivisions(territoryOf(division, successors));

export const countedIn = (buckets: readonly TallyBucket[], asked: Asked): Counted => {
  const groups = tallyBy('key', buckets);
  const territory = territoryOf(asked.division, asked.successors);
  const under = (key: string) => tallyIn(tallyBy('division', groups.get(key) ?? []), territory, asked);
  const all = under(ALL);
  return { all, bound: asked.industry === null ? all : under(asked.industry) };
};

export const keysOf = ({ industry }: Pick<Asked, 'industry'>): readonly string[] =>
  industry === null ? [ALL] : [ALL, industry];

/** Households by profile for a question. */
export const countedFor = async (views: Views, asked: Asked): Promise<Counted> =>
  countedIn(await bucketsOf(views, asked, { keys: keysOf(asked), divisions: divisionsOf(asked) }), asked);

/** R01 for one place and two days: what a bulletin prints, and what is asked again to print it anew. */
export const coverageOf = async (views: Views, question: Question): Promise<CoverageFigures> => {
  const asked = await askedOf(question, views);
  return figuresOf(asked, await countedFor(views, asked));
};

/** Where to look for what changed these households' standing from one moment to another. */
export const bearingsOf = async (
  views: Views,
  householdIds: readonly string[],
  compared: AskedTwice,
): Promise<ReadonlyMap<string, Bearing>> => {
  const { from, to } = compared;
  const reader = views.of(COVERAGE);
  const households = await reader.getMany<Household>(COLLECTIONS.households, householdIds);
  const bound = new Set(households.flatMap(({ bindings }) => bindings.map(({ entityId }) => entityId)));
  const entities = await reader.getMany<Entity>(COLLECTIONS.entities, [...bound]);
  const entityOf = new Map(entities.map((entity) => [entity.id, entity]));
  const bearingOf = async (household: Household): Promise<readonly [string, Bearing]> => {
    const filter: Filter = {
      ...{ householdId: household.id, key: ALL },
      ...{ from: { $lte: to.asOf }, to: { $gt: from.asOf } },
      ...{ recordedFrom: { $lte: to.knownAt }, recordedTo: { $gt: from.knownAt } },
    };
    const rows = (await reader.find<CoverageRow>(COLLECTIONS.rows, { filter, limit: 1_000 })).items;
    const places = [...new Set(rows.map(({ division }) => division))];
    const streams = streamsBearingOn(household, entityOf);
    const own = { streams, isCause: isCauseOn(turnsOf(rows, compared), compared) };
    return [household.id, either(own, await successionsBetween(views, compared, places))];
  };
  return new Map(await Promise.all(households.map(bearingOf)));
};

export const coverageAnswers: readonly AnyAnswering[] = [
  answering(CoverageFigure, (question, views) => coverageOf(views, question)),
];
