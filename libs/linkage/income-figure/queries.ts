import { STAFF } from '@kernel/actor';
import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { territoryOf } from '@kernel/succession';
import { tallyBy, tallyDivisions, tallyIn } from '@projection/tally';
import { readTally } from '@projection/tally-reader';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { successorsAt } from '@query/scope';
import { namesBelow } from '@registry/division/queries';
import { parameterInForceView, requiredParameter } from '@registry/parameter/queries';
import { IsOneOf, Optional } from '@validation/fields';
import { askingOf, QuarterFigure, reckoning } from '@linkage/income/queries';

type Asking = reckoning.Asking;
type Measures = reckoning.Measures;

/** What both are answered with, for whoever asks them on behalf of another question. */
export type IncomeGrowthFigures = reckoning.IncomeGrowthFigures;
export type IncomeDeclineFigures = reckoning.IncomeDeclineFigures;

export class IncomeGrowth extends QuarterFigure {
  static readonly title: string = '收入增幅';
  static readonly askedBy = STAFF;

  @IsOneOf(reckoning.GROWTH_ITEMS) item!: (typeof reckoning.GROWTH_ITEMS)[number];
}

export class IncomeDecline extends QuarterFigure {
  static readonly title: string = '收入下降户占比';
  static readonly askedBy = STAFF;

  /** The county's own where absent. */
  @Optional() @IsOneOf(reckoning.COMPARISONS) comparison?: reckoning.Comparison;
}

/** R23. */
export class IncomeRecording extends QuarterFigure {
  static readonly title: string = '季度收入采录率';
  static readonly askedBy = STAFF;
}

/** The same figure of each division right below, all judged by the parameters of the one above. */
export class IncomeGrowthByDivision extends IncomeGrowth {
  static override readonly title: string = '各区划收入增幅';
}

export class IncomeDeclineByDivision extends IncomeDecline {
  static override readonly title: string = '各区划收入下降户占比';
}

export class IncomeRecordingByDivision extends IncomeRecording {
  static override readonly title: string = '各区划季度收入采录率';
}

/** Of which divisions a figure is reckoned: that which is asked about, or those right below it. */
type Spread = (views: Views, asking: Asking) => Promise<readonly DivisionCode[]>;

const itself: Spread = (_views, { division }) => Promise.resolve([division]);
const below: Spread = async (views, asking) => [...(await namesBelow(views, asking.division, asking)).keys()];

type Tallied = ReadonlyMap<DivisionCode, Measures>;

/** What was tallied of the subjects together, in each division; subjects of one question name their measures differently. */
const measuresOf = async (
  views: Views,
  asking: Asking,
  {
    divisions,
    subjects,
  }: { readonly divisions: readonly DivisionCode[]; readonly subjects: readonly reckoning.Subject[] },
): Promise<Tallied> => {
  const keys = subjects.flatMap((subject) => reckoning.keysOf(subject, asking));
  const territories = divisions.map((code) => [code, territoryOf(code, asking.successors)] as const);
  const codes = territories.flatMap(([, territory]) => tallyDivisions(territory));
  const question = { ...asking, keys, divisions: [...new Set(codes)] };
  const buckets = tallyBy('division', await readTally(views.of('income-figures'), 'income-tally', question));
  return new Map(territories.map(([code, territory]) => [code, tallyIn(buckets, territory, asking)]));
};

/** Null for a category that has no target. @throws Refusal PARAMETER_NOT_CONFIGURED */
const targetOf = async (
  views: Views,
  item: IncomeGrowth['item'],
  asking: Asking,
): Promise<reckoning.Target | null> => {
  const key = reckoning.targetKey(item);
  const parameter = key && (await requiredParameter(views, key, reckoning.placeOf(asking)));
  return parameter && { threshold: parameter.value as unknown as reckoning.Target['threshold'], parameter };
};

const growths = async (query: IncomeGrowth, views: Views, spread: Spread) => {
  const { asking, among } = await askingOf(query, views);
  const basisParameter = await requiredParameter(views, 'income.growthBasis', reckoning.placeOf(asking));
  const target = await targetOf(views, query.item, asking);
  const divisions = await spread(views, asking);
  const current = await measuresOf(views, asking, { divisions, subjects: [asking.period] });
  const before = await measuresOf(views, asking, {
    divisions,
    subjects: [reckoning.yearBefore(asking.period)],
  });
  const question = { item: query.item, basis: reckoning.basisIn(basisParameter), target };
  const of = (division: DivisionCode) => ({
    ...{ current: current.get(division) ?? {}, before: before.get(division) ?? {} },
  });
  const figureOf = (division: DivisionCode) =>
    reckoning.growthAnswer(of(division), question, { ...asking, division });
  return { asking, divisions, figureOf, by: { ...among, basisParameter } };
};

const declines = async (query: IncomeDecline, views: Views, spread: Spread) => {
  const { asking, among } = await askingOf(query, views);
  const parameter = await requiredParameter(views, 'deduction.comparison', reckoning.placeOf(asking));
  const comparison = query.comparison ?? (parameter.value as reckoning.Comparison);
  const divisions = await spread(views, asking);
  const measures = await measuresOf(views, asking, { divisions, subjects: [asking.period] });
  const figureOf = (division: DivisionCode) => {
    const found = reckoning.declineFigure(measures.get(division) ?? {}, comparison, { ...asking, division });
    return { ...found, parameter };
  };
  return { asking, divisions, figureOf, by: { ...among, comparison } };
};

const recordedShares = async (views: Views, asking: Asking, divisions: readonly DivisionCode[]) => {
  const measures = await measuresOf(views, asking, { divisions, subjects: [asking.period, 'HOUSEHOLDS'] });
  return (division: DivisionCode) =>
    reckoning.recordingFigure(measures.get(division) ?? {}, { ...asking, division });
};

const askingKnownBy = async (views: Views, asking: Asking, knownAt: CalendarDate): Promise<Asking> => ({
  ...asking,
  ...{ knownAt, successors: await successorsAt(views, { asOf: asking.asOf, knownAt }) },
});

const recordings = async (query: IncomeRecording, views: Views, spread: Spread) => {
  const { asking, among } = await askingOf(query, views);
  const { categoriesParameter: parameter, includingParameter: including, categories } = among;
  const recordingDays = await parameterInForceView(views, 'income.recordingDays', reckoning.placeOf(asking));
  const lastDay = recordingDays === null ? null : addDays(asking.asOf, recordingDays.value as number);
  const isClosed = lastDay !== null && lastDay < asking.knownAt;
  const divisions = await spread(views, asking);
  const shareOf = await recordedShares(views, asking, divisions);
  const closing = isClosed ? await askingKnownBy(views, asking, lastDay) : null;
  const closedOf = closing === null ? () => null : await recordedShares(views, closing, divisions);
  /** `inTime`: as it stood when the window closed; null while it is open, or where nobody decided how long it is. */
  const figureOf = (division: DivisionCode) => ({
    ...shareOf(division),
    parameter,
    inTime: closedOf(division),
  });
  return { asking, divisions, figureOf, by: { categories, including, recordingDays, lastDay } };
};

interface Reckoned<F extends object, B extends object> {
  readonly asking: Asking;
  readonly divisions: readonly DivisionCode[];
  readonly figureOf: (division: DivisionCode) => F;
  readonly by: B;
}

const alone = <F extends object, B extends object>({ asking, figureOf, by }: Reckoned<F, B>) => ({
  ...figureOf(asking.division),
  ...by,
});

/** The figure of each division in the order of their codes. */
const sideBySide = <F extends object, B extends object>({ divisions, figureOf, by }: Reckoned<F, B>) => ({
  items: divisions.map((division) => ({ division, ...figureOf(division) })),
  ...by,
});

const growth = async (query: IncomeGrowth, views: Views): Promise<IncomeGrowthFigures> =>
  alone(await growths(query, views, itself));
const decline = async (query: IncomeDecline, views: Views): Promise<IncomeDeclineFigures> =>
  alone(await declines(query, views, itself));
const recording = async (query: IncomeRecording, views: Views) =>
  alone(await recordings(query, views, itself));

export const figureAnswers: readonly AnyAnswering[] = [
  answering(IncomeGrowth, growth),
  answering(IncomeDecline, decline),
  answering(IncomeRecording, recording),
  answering(IncomeGrowthByDivision, async (query, views) => sideBySide(await growths(query, views, below))),
  answering(IncomeDeclineByDivision, async (query, views) => sideBySide(await declines(query, views, below))),
  answering(IncomeRecordingByDivision, async (query, views) =>
    sideBySide(await recordings(query, views, below)),
  ),
];
