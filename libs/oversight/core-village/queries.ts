import { within, type DivisionCode } from '@kernel/division-code';
import { tallyAt, tallyBy } from '@projection/tally';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { figure, type Figure } from '@query/figure';
import {
  ALL,
  askedOf,
  bucketsOf,
  COLLECTIONS,
  countOn,
  COVERAGE,
  CoverageQuestion,
  heldOn,
  HOMES,
  listPath,
  targetOf,
  type Asked,
  type Village,
} from '@oversight/coverage/queries';

/** R02c (S2): in the home village of each entity, the willing target households that are bound to any entity. */
export class CoreVillageCoverage extends CoverageQuestion {
  static readonly title = '核心村联结覆盖';
}

/** Where the village's households are counted on that day: it may have been merged since the entity was registered. */
const countedAs = async (views: Views, home: string, { asOf }: Asked): Promise<string> => {
  const seen: string[] = [];
  for (let code: string | undefined = home; code !== undefined && !seen.includes(code);) {
    seen.push(code);
    const village: Village | null = await views.of(COVERAGE).get<Village>(COLLECTIONS.villages, code);
    code = heldOn(village?.successor ?? [], asOf);
  }
  return seen.at(-1) ?? home;
};

/** Home villages of entities in good standing, with how many there are, wherever they are counted by now. */
const homesIn = async (views: Views, asked: Asked): Promise<ReadonlyMap<string, number>> => {
  const buckets = await bucketsOf(views, asked, { keys: [HOMES], divisions: [asked.division] });
  const homes = new Map<string, number>();
  for (const [code, entities] of Object.entries(tallyAt(buckets, asked.asOf, asked.knownAt))) {
    const village = await countedAs(views, code, asked);
    homes.set(village, (homes.get(village) ?? 0) + entities);
  }
  return homes;
};

const coreVillages = async (question: CoreVillageCoverage, views: Views) => {
  const asked = await askedOf(question, views);
  const found = [...(await homesIn(views, asked))];
  const homes = found.filter(([village]) => within(village as DivisionCode, asked.division));
  const buckets = await bucketsOf(views, asked, {
    keys: [ALL],
    divisions: homes.map(([village]) => village),
  });
  const groups = tallyBy('division', buckets);
  const items = homes.sort().map(([village, entities]) => {
    const one = { ...asked, division: village as DivisionCode };
    return {
      village,
      entities,
      ...figureFor(one, tallyAt(groups.get(village) ?? [], one.asOf, one.knownAt)),
    };
  });
  const counted = homes.reduce((sum, [, entities]) => sum + entities, 0);
  /** Entities whose village was merged into one outside the division. */
  const elsewhere = found.reduce((sum, [, entities]) => sum + entities, 0) - counted;
  return { items, elsewhere, parameters: asked.parameters };
};

const figureFor = (asked: Asked, measures: Readonly<Record<string, number>>): Figure => {
  const { criteria, asOf, knownAt } = asked;
  const ratio = {
    numerator: countOn('WILLING_BOUND', measures, criteria),
    denominator: countOn('WILLING', measures, criteria),
  };
  const listRef = { numerator: listPath(asked, 'WILLING_BOUND'), denominator: listPath(asked, 'WILLING') };
  return figure(ratio, targetOf(asked), { asOf, knownAt, listRef });
};

export const coreVillageAnswers: readonly AnyAnswering[] = [answering(CoreVillageCoverage, coreVillages)];
