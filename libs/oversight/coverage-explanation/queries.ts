import { refTo, type EventRef } from '@kernel/explanation';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import {
  ALL,
  askedOf,
  COLLECTIONS,
  concernsBinding,
  concernsChain,
  concernsCoverage,
  concernsStanding,
  COVERAGE,
  coverageOf,
  CoverageQuestion,
  explainCoverage,
  LISTS,
  type Asked,
  type Counted,
  type CoverageRow,
  type Entity,
  type Household,
  type CoverageListName,
} from '@oversight/coverage/queries';
import { BY_NUMBER, heldAt, rowsOn, shownLine } from '@oversight/coverage-list/queries';
import type { Measures } from '@projection/tally-steps';
import { metadataText, type RecordedEvent } from '@event-store/event-store';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { PAGE } from '@query/register';
import { inTerritory } from '@query/scope';
import { eventsOf, knownBy } from '@query/stream';
import { withHeads } from '@registry/household/queries';
import { parameterOnRecord, type ParameterKey } from '@registry/parameter/queries';
import type { Filter } from '@read-store/read-store';
import { pagesOf } from '@read-store/whole';
import { IsOneOf, IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';

/** R01: both coverage figures from their households, which it lists page by page with the events that make them what they are. */
export class CoverageExplanation extends CoverageQuestion {
  static readonly title = '覆盖率说明';
  static readonly shows = 'HEAD';
  static readonly showsAt = '/lines/items';

  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
  /** Which households are listed; those of the denominator where nothing is said. */
  @Optional() @IsOneOf(LISTS) which?: CoverageListName;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page of households before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

const countedUnder = async (views: Views, asked: Asked, key: string): Promise<Measures> => {
  const filter: Filter = { key, ...inTerritory(asked), ...heldAt(asked) };
  const counted: Record<string, number> = {};
  for await (const rows of pagesOf<CoverageRow>(views.of(COVERAGE), COLLECTIONS.rows, {
    filter,
    sort: BY_NUMBER,
  }))
    for (const { profile } of rows) counted[profile] = (counted[profile] ?? 0) + 1;
  return counted;
};

/** Households by profile, counted one by one from their lines instead of taken from the sums that are kept. */
const countedFromLines = async (views: Views, asked: Asked): Promise<Counted> => {
  const all = await countedUnder(views, asked, ALL);
  return { all, bound: asked.industry === null ? all : await countedUnder(views, asked, asked.industry) };
};

type Concerning = readonly [category: string, concerns: (type: string) => boolean];

const HOUSEHOLD: Concerning = ['household', concernsCoverage];
const BINDING: Concerning = ['householdBinding', concernsBinding];
const ENTITY: Concerning = ['entity', concernsStanding];
const CHAIN: Concerning = ['enterpriseBinding', concernsChain];

/** The events that make a household what it counts for: true by the day and known by then. Streams are read once an answer. */
class CoverageSources {
  readonly #streams = new Map<string, Promise<readonly RecordedEvent[]>>();

  constructor(
    private readonly views: Views,
    private readonly asked: Asked,
  ) {}

  async of({ householdId }: CoverageRow): Promise<readonly EventRef[]> {
    const facts = await this.#events(HOUSEHOLD, householdId);
    const household = await this.#document<Household>(COLLECTIONS.households, householdId);
    const { industry } = this.asked;
    const bindings = (household?.bindings ?? []).filter(
      (one) => industry === null || one.industry === industry,
    );
    const told = await Promise.all(bindings.map((one) => this.#ofBinding(one)));
    const seen = new Map([...facts, ...told.flat()].map((event) => [event.position, event]));
    return [...seen.values()].sort((a, b) => (a.position < b.position ? -1 : 1)).map(refTo);
  }

  async #ofBinding({ id, entityId }: Household['bindings'][number]): Promise<readonly RecordedEvent[]> {
    const own = await this.#events(BINDING, id);
    return own.length === 0 ? [] : [...own, ...(await this.#ofEntity(entityId))];
  }

  /** Of the entity and of every enterprise that it is bound to. */
  async #ofEntity(id: string): Promise<readonly RecordedEvent[]> {
    const chains = (await this.#document<Entity>(COLLECTIONS.entities, id))?.chains ?? [];
    const told = await Promise.all([
      this.#events(ENTITY, id),
      ...chains.map((chain) => this.#events(CHAIN, chain.id)),
      ...chains.map(({ enterpriseId }) => this.#events(ENTITY, enterpriseId)),
    ]);
    return told.flat();
  }

  #events([category, concerns]: Concerning, id: string): Promise<readonly RecordedEvent[]> {
    const known = this.#streams.get(id) ?? this.#read([category, concerns], id);
    this.#streams.set(id, known);
    return known;
  }

  async #read([category, concerns]: Concerning, id: string): Promise<readonly RecordedEvent[]> {
    const isKnown = knownBy(this.asked.knownAt);
    const isTrue = (event: RecordedEvent) => metadataText(event, 'effectiveDate') <= this.asked.asOf;
    const events = await eventsOf(this.views, category, id);
    return events.filter((event) => concerns(event.type) && isKnown(event) && isTrue(event));
  }

  #document<T extends object>(collection: string, id: string): Promise<T | null> {
    return this.views.of(COVERAGE).get<T & { readonly id: string }>(collection, id);
  }
}

const explanation = async (question: CoverageExplanation, views: Views) => {
  const { which = 'DENOMINATOR', limit = PAGE.usual, cursor, mode = null } = question;
  const asked = await askedOf(question, views);
  const { division, asOf, knownAt } = asked;
  const place = { division, date: asOf, counts: knownBy(knownAt) };
  const used = asked.parameters.filter(({ key }) => mode === null || key !== 'coverage.mode');
  const parameters = await Promise.all(
    used.map(({ key }) => parameterOnRecord(views, key as ParameterKey, place)),
  );
  const counted = await countedFromLines(views, asked);
  const shown = await coverageOf(views, question);
  const page = await rowsOn(views, asked, { which, limit, cursor });
  const sources = new CoverageSources(views, asked);
  const items = await Promise.all(
    page.items.map(async (row) => ({ ...shownLine(row), events: await sources.of(row) })),
  );
  return {
    ...{ division, asOf, knownAt, ...explainCoverage({ asked, mode, parameters }, counted, shown) },
    lines: { which, items, next: page.next, count: page.count },
  };
};

export const coverageExplanations: readonly AnyAnswering[] = withHeads([
  answering(CoverageExplanation, explanation),
]);
