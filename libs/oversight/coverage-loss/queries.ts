import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal, unmet } from '@kernel/refusal';
import { liesIn } from '@kernel/succession';
import { answering, NothingKnown, Unanswerable, type AnyAnswering, type Views } from '@query/answering';
import type { Consequence, Planned } from '@query/context-module';
import { pageOf } from '@query/paging';
import { PAGE } from '@query/register';
import { requireInCounty, seenOf, successorsAt } from '@query/scope';
import { bindingsOn } from '@linkage/household-binding/queries';
import type { Document } from '@read-store/read-store';
import { withHeadOfEach, withHeads } from '@registry/household/queries';
import { IsId, IsIdList, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { Transform } from 'class-transformer';
import {
  askedOf,
  COLLECTIONS,
  COVERAGE,
  CoverageQuestion,
  lostBy,
  onDay,
  rollIds,
  type Entity,
  type Household,
  type Lost,
  type Question,
  type Removal,
  type Roll,
} from '@oversight/coverage/queries';
import { takings, type Named, type Taking } from './takings';

/** 3.4, 2: who would lose coverage if a binding, an entity or an agreement went. */
export class LossIf extends CoverageQuestion {
  static readonly title = '覆盖流失预估';
  static readonly shows = 'HEAD';

  @Optional() @IsId() enterpriseBindingId?: string;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIdList()
  householdBindingIds?: string[];
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

type Chained = Document & { readonly cooperativeId: string };

const entitiesOf = async (views: Views, ids: readonly string[]): Promise<ReadonlyMap<string, Entity>> => {
  const found = await views.of(COVERAGE).getMany<Entity>(COLLECTIONS.entities, ids);
  return new Map(found.map((entity) => [entity.id, entity]));
};

const householdsOf = async (views: Views, removal: Removal): Promise<readonly Household[]> => {
  const reader = views.of(COVERAGE);
  const [named, chains, bindings] = await Promise.all([
    entitiesOf(views, [...removal.entityIds, ...removal.levels.keys()]),
    reader.getMany<Chained>(COLLECTIONS.chains, removal.enterpriseBindingIds),
    reader.getMany<Document & { householdId: string }>(COLLECTIONS.bindings, removal.householdBindingIds),
  ]);
  const behind = [...named.values()].flatMap(({ cooperativeIds }) => cooperativeIds);
  const linked = chains.map(({ cooperativeId }) => cooperativeId);
  const cooperatives = await entitiesOf(views, [...behind, ...linked]);
  const pages = [...named.values(), ...cooperatives.values()].flatMap(rollIds);
  const rolls = await reader.getMany<Roll>(COLLECTIONS.rolls, [...new Set(pages)]);
  const ids = rolls.flatMap(({ householdIds }) => householdIds);
  const concerned = [...ids, ...removal.facts.keys(), ...bindings.map(({ householdId }) => householdId)];
  return reader.getMany<Household>(COLLECTIONS.households, [...new Set(concerned)]);
};

export interface Loss {
  readonly on: CalendarDate;
  /** Households that would no longer be in the numerator that is appraised. */
  readonly coverageLost: number;
  readonly doubleLost: number;
  readonly singleLost: number;
  /** Households that would no longer be counted at all. */
  readonly denominatorLost: number;
  /** Those of them the viewer may see. */
  readonly households: readonly Lost[];
}

/** Everybody the removal would cost coverage, by the criteria that hold where the viewer asks. */
const losersOf = async (views: Views, removal: Removal, asked: Question = {}): Promise<readonly Lost[]> => {
  const { criteria } = await askedOf(onDay(asked, removal.on), views);
  const households = await householdsOf(views, removal);
  const bound = households.flatMap(({ bindings }) => bindings.map(({ entityId }) => entityId));
  const cooperatives = await entitiesOf(views, [...new Set([...bound, ...removal.heirs.values()])]);
  const behind = [...cooperatives.values()].flatMap(({ chains }) => chains.map((one) => one.enterpriseId));
  const entities = new Map([...cooperatives, ...(await entitiesOf(views, [...new Set(behind)]))]);
  return lostBy(removal, { households, entities, criteria });
};

const counted = (on: CalendarDate, lost: readonly Lost[]): Omit<Loss, 'households'> => {
  const losing = (mode: 'SINGLE' | 'DOUBLE') => lost.filter(({ loses }) => loses.includes(mode)).length;
  const coverageLost = lost.filter(({ uncovered }) => uncovered).length;
  const denominatorLost = lost.filter(({ uncounted }) => uncounted).length;
  return { on, coverageLost, doubleLost: losing('DOUBLE'), singleLost: losing('SINGLE'), denominatorLost };
};

const byNumber = (a: Lost, b: Lost): number => (a.householdNo < b.householdNo ? -1 : 1);

/** What a command would do counts for everybody, wherever they live; only those the sender may see are named. */
const lossOf = async (views: Views, removal: Removal): Promise<Loss> => {
  const lost = await losersOf(views, removal);
  return { ...counted(removal.on, lost), households: [...(await seenOf(lost, views))].sort(byNumber) };
};

type Paper = Document & { readonly entityId: string; readonly householdIds: readonly string[] };

/** @throws NothingKnown */
const found = async <T>(reading: Promise<T | null>, kind: string, id: string): Promise<T> => {
  const document = await reading;
  if (document === null) throw new NothingKnown(kind, id);
  return document;
};

const paperOf = (views: Views, id: string): Promise<Paper> =>
  found(views.of('agreement').get<Paper>('agreements', id), 'agreement', id);

const partsOf = async (named: Named, views: Views): Promise<Omit<Removal, 'on'>> => {
  const { enterpriseBindingId, entityId, survivorId, agreementId, levels = [], facts = [] } = named;
  const listed = (id: string | undefined) => (id === undefined ? [] : [id]);
  const standing =
    agreementId === undefined ? [] : await bindingsOn(views, await paperOf(views, agreementId));
  return {
    entityIds: listed(entityId),
    heirs: new Map(listed(entityId).flatMap((id) => (survivorId == null ? [] : [[id, survivorId]]))),
    enterpriseBindingIds: listed(enterpriseBindingId),
    householdBindingIds: [...(named.householdBindingIds ?? []), ...standing],
    ...{ levels: new Map(levels), facts: new Map(facts) },
  };
};

/**
 * That nobody would lose by what is not there, or is not the county's, says nothing.
 * @throws Unanswerable, NothingKnown, Forbidden OUT_OF_SCOPE
 */
const requireKnown = async (asked: LossIf, views: Views): Promise<void> => {
  const { enterpriseBindingId: chain, entityId, agreementId, householdBindingIds = [] } = asked;
  const of = <T extends Document>(collection: string, kind: string, id: string): Promise<T> =>
    found(views.of(COVERAGE).get<T>(collection, id), kind, id);
  const named = [
    entityId,
    agreementId && (await paperOf(views, agreementId)).entityId,
    chain && (await of<Chained>(COLLECTIONS.chains, 'enterprise binding', chain)).cooperativeId,
  ].filter((id) => id !== undefined);
  if (named.length === 0 && householdBindingIds.length === 0)
    throw new Unanswerable('LOSS_OF_NOTHING', 'name a binding, an entity or an agreement');
  for (const id of named) {
    const { division } = await of<Entity>(COLLECTIONS.entities, 'entity', id);
    if (division !== '') await requireInCounty(views, division);
  }
};

const lossIf = async (question: LossIf, views: Views) => {
  await requireKnown(question, views);
  const removal = { on: question.asOf ?? (views.today as CalendarDate), ...(await partsOf(question, views)) };
  const { division = views.viewer.scope } = question;
  const successors = await successorsAt(views, { asOf: removal.on, knownAt: question.knownAt });
  const lost = (await losersOf(views, removal, question))
    .filter((one) => liesIn(one.division as DivisionCode, division, successors))
    .sort(byNumber);
  const page = pageOf(lost, question, ({ householdId }) => householdId);
  return { ...counted(removal.on, lost), ...page };
};

/** Never an obstacle to the dry run itself: where the parameters are not set, or cannot be counted by, the effect says so. */
const warned = async (effect: Taking['effect'], views: Views, loss: () => Promise<Loss>) => {
  try {
    const { households, ...counts } = await loss();
    return { effect, ...counts, households: await withHeadOfEach(households.slice(0, PAGE.usual), views) };
  } catch (error) {
    if (error instanceof Refusal) return { effect, unknown: error.unmet };
    if (error instanceof Unanswerable)
      return { effect, unknown: [unmet(error.code, { because: error.message })] };
    throw error;
  }
};

/** What is dated back holds until today, and today is when somebody would miss it. */
const explained =
  ({ effect, taken }: Taking) =>
  (planned: Planned, views: Views) =>
    warned(effect, views, async () => {
      const on = laterOf((planned.effectiveDate ?? views.today) as CalendarDate, views.today as CalendarDate);
      return lossOf(views, { on, ...(await partsOf(taken(planned), views)) });
    });

/** 3.4, 2: a dry run of these says who would lose coverage. */
export const coverageConsequences: readonly Consequence[] = takings.map((taking) => ({
  commands: taking.commands,
  of: explained(taking),
}));

export const coverageLossAnswers: readonly AnyAnswering[] = withHeads([answering(LossIf, lossIf)]);
