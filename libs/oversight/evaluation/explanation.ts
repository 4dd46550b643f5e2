import {
  explained,
  refTo,
  type Explanation,
  type Input,
  type ParameterInput,
  type Step,
} from '@kernel/explanation';
import { fold } from '@kernel/decider';
import type { Json } from '@kernel/json';
import type { IndicatorScore, Veto } from './events';
import { scoresOf, totalOf, type Weights } from './scoring';
import { evaluation, type Evaluation } from './state';
import { voiceInputs, voiceStep, type Happened } from './voices';
import { gradeOf, hasPassed, resultOf, type Bands } from './verdict';

export type Verdict = Extract<Happened, { readonly type: 'EvaluationFinalized' }>;

/** The sheet as the score found it, and every event of it. */
export interface Scored {
  readonly events: readonly Happened[];
  readonly before: Evaluation;
  /** Those that stood when it became final, or stand now. */
  readonly vetoes: readonly Veto[];
}

/** How far a sheet has been told, and the vetoes on it. */
interface Sheet {
  readonly revision: number;
  readonly vetoes: readonly Veto[];
}

/** The last score with what it was computed from, and the verdict; null where there never was a score. */
export const scoredIn = (all: readonly Happened[], { revision: last, vetoes }: Sheet) => {
  const events = all.filter(({ revision }) => revision <= last);
  const score = events.findLast(({ type }) => type === 'ScoreComputed');
  if (score === undefined) return null;
  const before = fold(
    evaluation,
    events.filter(({ revision }) => revision < score.revision),
  );
  const verdict = events.find((event): event is Verdict => event.type === 'EvaluationFinalized') ?? null;
  return { score, verdict, scored: { events, before, vetoes } };
};

/** Results of before somebody asked for it do not name the rule. */
export const asksWhoSpoke = ({ data }: Verdict): boolean =>
  data.parameters.some(({ key }) => key === 'evaluation.departmentsMin');

/** By which the year was judged; those of the verdict are absent until there is one. */
export interface Rules {
  readonly weights: ParameterInput;
  readonly verdict: {
    readonly passMark: ParameterInput;
    readonly bands: ParameterInput;
    /** Null where the result is older than the rule. */
    readonly departmentsMin: ParameterInput | null;
  } | null;
}

const WORDS = {
  zh: '不适用的指标（分母为 0）其权重按比例分给其余指标，按最大余数法分到百分之一分；每项得分为完成比例（不超过 1）乘以满分，四舍五入；合计达到合格线且无一票否决为履行到位。',
  en: 'The weight of an indicator that does not apply (denominator 0) goes to the others in proportion, split by largest remainder in hundredths of a point; each earns its share of fulfilment, capped at 1, rounded HALF_UP. A total that reaches the pass mark without a veto is fulfilled.',
};

const indicatorInput =
  (events: readonly Happened[]) =>
  ({ indicator, numerator, denominator, origin, reason }: IndicatorScore): Input => {
    const source = events.findLast(
      ({ type, data }) =>
        type === 'EvaluationDataFrozen' ||
        (type === 'IndicatorRecorded' && data.value.indicator === indicator),
    );
    return {
      ...{ name: indicator, value: { numerator, denominator, origin, reason }, unit: 'RATIO' },
      title: { zh: '指标完成情况', en: 'fulfilment of the indicator' },
      events: source === undefined ? [] : [refTo(source)],
    };
  };

const vetoInput = ({ events, vetoes }: Scored): Input => ({
  ...{ name: 'vetoes', value: vetoes, unit: 'VETO', title: { zh: '一票否决事项', en: 'vetoes' } },
  events: events
    .filter(
      ({ type, data }) =>
        type === 'VetoRecorded' || (type === 'EvaluationDataFrozen' && data.vetoes.length > 0),
    )
    .map(refTo),
});

const points = (name: string, formula: string, value: number) => ({
  ...{ name, formula, value, unit: 'CENTIPOINT' },
});

const indicatorSteps = (
  { indicator, weight, ...score }: IndicatorScore,
  weights: Weights,
): readonly Step[] => {
  const applies = score.denominator > 0;
  const own = indicator in weights ? `entry(evaluation.indicators, "${indicator}")` : '0';
  const earned = `full.${indicator} × min(${indicator}.numerator, ${indicator}.denominator) ÷ ${indicator}.denominator`;
  return [
    {
      ...{ name: `weight.${indicator}`, value: applies ? weight : 0, unit: 'WEIGHT', rounding: 'NONE' },
      ...{ formula: `either(${indicator}.denominator ≥ 1, ${own}, 0)` },
      title: { zh: '适用的权重', en: 'weight where it applies' },
    },
    {
      ...points(`full.${indicator}`, `split(10000, weight, "${indicator}")`, score.fullCentiPoints),
      ...{ rounding: 'LARGEST_REMAINDER', title: { zh: '满分', en: 'full points' } },
    },
    {
      ...points(`points.${indicator}`, applies ? earned : '0', score.centiPoints),
      ...{ rounding: 'HALF_UP', title: { zh: '得分', en: 'points' } },
    },
  ];
};

/** All weights before the first split, which needs them. */
const ordered = (steps: readonly Step[]): readonly Step[] =>
  ['weight.', 'full.', 'points.'].flatMap((part) => steps.filter(({ name }) => name.startsWith(part)));

const verdictSteps = (total: number, { events, vetoes }: Scored, { verdict }: Rules): readonly Step[] => {
  if (verdict === null) return [];
  const { departmentsMin } = verdict;
  const passed = hasPassed(total, verdict.passMark.value as number, vetoes);
  const rounding = 'NONE';
  return [
    ...(departmentsMin === null ? [] : [voiceStep(events, departmentsMin)]),
    {
      ...{ name: 'isFulfilled', value: passed, unit: 'FLAG', rounding },
      formula: 'totalCentiPoints ≥ evaluation.passMark × 100 ∧ count(vetoes) = 0',
      title: { zh: '达到合格线且无一票否决', en: 'pass mark reached and no veto' },
    },
    {
      ...{ name: 'result', value: resultOf(passed), unit: 'WORD', rounding },
      formula: 'either(isFulfilled, "FULFILLED", "NOT_FULFILLED")',
      title: { zh: '结论', en: 'result' },
    },
    {
      ...{ name: 'grade', value: gradeOf(total, verdict.bands.value as Bands), unit: 'WORD', rounding },
      formula: 'band(grade.bands, totalCentiPoints ÷ 100)',
      title: { zh: '等次', en: 'grade' },
    },
  ];
};

const verdictRules = ({ verdict }: Rules): readonly ParameterInput[] =>
  verdict === null
    ? []
    : [verdict.passMark, verdict.bands, ...(verdict.departmentsMin === null ? [] : [verdict.departmentsMin])];

/** R17 by the rule that scores: from the indicators as the score found them and the weights in force at the year's end. */
export const explainScore = (
  scored: Scored,
  rules: Rules,
  shown: { readonly [name: string]: Json },
): Explanation => {
  const weights = rules.weights.value as Weights;
  const scores = scoresOf(weights, scored.before.indicators);
  const total = totalOf(scores);
  const { verdict } = rules;
  return explained({
    ...{ rule: 'R17', words: WORDS },
    inputs: [
      ...scores.map(indicatorInput(scored.events)),
      vetoInput(scored),
      ...(verdict?.departmentsMin == null ? [] : voiceInputs(scored.events)),
    ],
    parameters: [rules.weights, ...verdictRules(rules)],
    steps: [
      ...ordered(scores.flatMap((score) => indicatorSteps(score, weights))),
      {
        ...points('totalCentiPoints', 'sum(points)', total),
        ...{ rounding: 'NONE', title: { zh: '总分（百分之一分）', en: 'total in hundredths of a point' } },
      },
      ...verdictSteps(total, scored, rules),
    ],
    shown,
  });
};
