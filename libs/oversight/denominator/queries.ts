import { addDays } from '@kernel/calendar-date';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import type { Figure } from '@query/figure';
import { pageOf } from '@query/paging';
import { PAGE } from '@query/register';
import { inTerritory } from '@query/scope';
import { everyRow } from '@read-store/whole';
import { reasonSeen, withHeads } from '@registry/household/queries';
import { requiredParameter } from '@registry/parameter/queries';
import { IsSealedText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import {
  ALL,
  appraisedOf,
  askedOf,
  COLLECTIONS,
  countedFor,
  COVERAGE,
  CoverageQuestion,
  figuresOf,
  profileOf,
  shiftOf,
  undone,
  type Asked,
  type CoverageRow,
  type Movement,
} from '@oversight/coverage/queries';

/** Every change of conditions, will or category that moves the figure of a day, and what coverage would be had none been made. */
export class DenominatorMovement extends CoverageQuestion {
  static readonly title = '分母变动报告';
  static readonly shows = 'HEAD';

  /** Days before the snapshot from which on changes are looked at; `coverage.movementDays` of the place where absent. */
  @Optional() @QueryWhole(1, 3_660) days?: number;
  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

/**
 * True on the day of the snapshot, and made known in the days before it or since, up to the day of knowledge: what is entered after
 * the snapshot, of an earlier day, moves its figure as much (6.1).
 */
const movementsIn = (views: Views, asked: Asked, days: number) => {
  const { asOf, knownAt } = asked;
  return everyRow<Movement>(views.of(COVERAGE), COLLECTIONS.movements, {
    filter: {
      ...inTerritory(asked),
      recordedOn: { $gt: addDays(asOf, -days), $lte: knownAt },
      ...{ from: { $lte: asOf }, to: { $gt: asOf } },
    },
    sort: [
      ['recordedOn', 1],
      ['position', 1],
    ],
  });
};

/** What the households count for at present, in the division asked for. */
const presentOf = async (views: Views, asked: Asked, ids: readonly string[]) => {
  const { asOf, knownAt } = asked;
  const rows = await everyRow<CoverageRow>(views.of(COVERAGE), COLLECTIONS.rows, {
    filter: {
      ...{ householdId: { $in: [...new Set(ids)] }, key: ALL },
      ...inTerritory(asked),
      ...{ from: { $lte: asOf }, to: { $gt: asOf } },
      ...{ recordedFrom: { $lte: knownAt }, recordedTo: { $gt: knownAt } },
    },
  });
  const marks = new Map(rows.map(({ householdId, profile }) => [householdId, profile]));
  return (id: string): string | null => marks.get(id) ?? null;
};

const bare = ({ numerator, denominator, ratioText, met }: Figure) => ({
  ...{ numerator, denominator, ratioText, met },
});

const shown = (movement: Movement, { criteria }: Asked, views: Views) => ({
  ...movement,
  reason: reasonSeen(movement.reason, views),
  before: movement.before === null ? null : profileOf(movement.before),
  after: movement.after === null ? null : profileOf(movement.after),
  shift: shiftOf(movement, criteria),
});

/** Of each event, in the division as a whole: who moves from one of its villages to another neither enters nor leaves. */
const shiftsOf = (moved: readonly Movement[], { criteria }: Asked): readonly number[] => {
  const shifts = new Map<string, number>();
  for (const movement of moved) {
    const { denominator } = shiftOf(movement, criteria);
    shifts.set(movement.position, (shifts.get(movement.position) ?? 0) + denominator);
  }
  return [...shifts.values()];
};

/** 3.4, 1. @throws Refusal PARAMETER_NOT_CONFIGURED */
const movementDays = async (views: Views, { division, asOf, knownAt }: Asked): Promise<number> => {
  const at = { division, date: asOf, knownAt };
  return (await requiredParameter(views, 'coverage.movementDays', at)).value as number;
};

const movements = async (question: DenominatorMovement, views: Views) => {
  const asked = await askedOf(question, views);
  const days = question.days ?? (await movementDays(views, asked));
  const moved = await movementsIn(views, asked, days);
  const present = await presentOf(
    views,
    asked,
    moved.map(({ householdId }) => householdId),
  );
  const counted = await countedFor(views, asked);
  const all = undone(counted.all, moved, present);
  const shifts = shiftsOf(moved, asked);
  const { items, next } = pageOf(moved, question, ({ id }) => id);
  return {
    days,
    count: shifts.length,
    entered: shifts.filter((shift) => shift > 0).length,
    left: shifts.filter((shift) => shift < 0).length,
    figure: appraisedOf(figuresOf(asked, counted)),
    withoutThem: bare(appraisedOf(figuresOf(asked, { all, bound: all }))),
    items: items.map((movement) => shown(movement, asked, views)),
    next,
  };
};

export const denominatorAnswers: readonly AnyAnswering[] = withHeads([
  answering(DenominatorMovement, movements),
]);
