import type { DivisionCode } from '@kernel/division-code';
import { countedAs, liesIn, territoryOf } from '@kernel/succession';
import { tallyAt, tallyBy, tallyIn } from '@projection/tally';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { figure, type Figure } from '@query/figure';
import {
  ALL,
  askedOf,
  bucketsOf,
  countOn,
  CoverageQuestion,
  divisionsOf,
  HOMES,
  listPath,
  targetOf,
  type Asked,
} from '@oversight/coverage/queries';

/** R02c (S2): in the home village of each entity, the willing target households that are bound to any entity. */
export class CoreVillageCoverage extends CoverageQuestion {
  static readonly title = '核心村联结覆盖';
}

/** Home villages of entities in good standing, with how many there are, by the code each is counted under by then. */
const homesIn = async (views: Views, asked: Asked): Promise<ReadonlyMap<DivisionCode, number>> => {
  const divisions = territoryOf(asked.division, asked.successors).counted;
  const buckets = await bucketsOf(views, asked, { keys: [HOMES], divisions });
  const homes = new Map<DivisionCode, number>();
  for (const [code, entities] of Object.entries(tallyAt(buckets, asked.asOf, asked.knownAt))) {
    const village = countedAs(code as DivisionCode, asked.successors);
    homes.set(village, (homes.get(village) ?? 0) + entities);
  }
  return homes;
};

const coreVillages = async (question: CoreVillageCoverage, views: Views) => {
  const asked = await askedOf(question, views);
  const found = [...(await homesIn(views, asked))];
  const homes = found.filter(([village]) => liesIn(village, asked.division, asked.successors)).sort();
  const each = homes.map(([division, entities]) => ({ entities, one: { ...asked, division } }));
  const divisions = each.flatMap(({ one }) => divisionsOf(one));
  const groups = tallyBy('division', await bucketsOf(views, asked, { keys: [ALL], divisions }));
  const items = each.map(({ entities, one }) => {
    const measures = tallyIn(groups, territoryOf(one.division, one.successors), one);
    return { village: one.division, entities, ...figureFor(one, measures) };
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
