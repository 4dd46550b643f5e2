import { explained, type Explanation, type Input, type ParameterInput } from '@kernel/explanation';
import type { Json } from '@kernel/json';
import { figuresOf, type Asked, type Counted, type CoverageFigures } from './coverage-figure';
import { coverageSteps, flattened, type Names } from './explanation-steps';
import { profileOf } from './profile';

const WORDS = {
  zh: '分母为目标类别中应当计入的农户，一户多类只计一次；与信誉良好的合作社绑定为单绑，该合作社又与达到级别的龙头企业绑定为双绑；达标按整数比较，不按显示的百分数。',
  en: 'The denominator is the households of the target groups that are to be counted, each once; bound to a cooperative in good standing is single, and where that is bound to a leading enterprise of sufficient level, double; the target is compared on integers, not on the printed percentage.',
};

const profiles = (
  name: 'all' | 'bound',
  measures: Counted['all'],
  title: Input['title'],
): readonly [Input] => [
  {
    ...{ name, title, unit: 'HOUSEHOLDS', events: [] },
    value: Object.entries(measures)
      .filter(([, households]) => households > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([mark, households]) => ({ ...profileOf(mark), households })),
  },
];

const said = (name: string, value: Json, title: Input['title']): readonly Input[] =>
  value === null ? [] : [{ name, value, title, unit: 'WORD', events: [] }];

export interface CoverageAsked {
  readonly asked: Asked;
  /** As the caller said it; null where the parameter says it. */
  readonly mode: Asked['criteria']['mode'] | null;
  /** Every parameter that is used. */
  readonly parameters: readonly ParameterInput[];
}

/** R01 from the lines of the households, by the rule that makes the figure; `shown` comes from the sums that are kept. */
export const explainCoverage = (
  { asked, mode, parameters }: CoverageAsked,
  counted: Counted,
  shown: CoverageFigures,
): Explanation => {
  const names: Names = {
    categories: asked.categories === null ? 'coverage.targetCategories' : 'asked.categories',
    mode: mode === null ? 'coverage.mode' : 'asked.mode',
  };
  return explained({
    ...{ rule: 'R01', words: WORDS, parameters, shown: flattened(shown) },
    inputs: [
      ...profiles('all', counted.all, { zh: '全部农户，按情形', en: 'all households by profile' }),
      ...profiles('bound', counted.bound, {
        zh: '在所问产业绑定的农户，按情形',
        en: 'households bound in the industry asked for, by profile',
      }),
      ...said('asked.categories', asked.categories, {
        zh: '所问类别',
        en: 'groups asked for',
      }),
      ...said('asked.mode', mode, { zh: '所问口径', en: 'mode asked for' }),
    ],
    steps: coverageSteps(figuresOf(asked, counted), names),
  });
};
