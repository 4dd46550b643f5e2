import type { Step } from '@kernel/explanation';
import type { Words } from '@kernel/words';
import type { CoverageFigures } from './coverage-figure';

/** What the question may say itself, as the formulas call it. */
export interface Names {
  readonly categories: 'asked.categories' | 'coverage.targetCategories';
  readonly mode: 'asked.mode' | 'coverage.mode';
}

type Line = readonly [name: string, formula: string, title: Words];

/** The households of the place that are asked for and eligible; `all` or those bound in the industry. */
const counted = (of: 'all' | 'bound', { categories }: Names): string =>
  `eligible(ofGroups(${of}, ${categories}, coverage.includeRiskEliminated), coverage.requireEligibility)`;

const formulasOf = (names: Names) => {
  const bound = counted('bound', names);
  const single = `singly(${bound}, coverage.countDirectHE)`;
  const double = `doubly(${bound}, coverage.minLeadingLevel, coverage.countDirectHE)`;
  const both = `doubly(${single}, coverage.minLeadingLevel, coverage.countDirectHE)`;
  const isDouble = `${names.mode} = "DOUBLE"`;
  const suspended = `suspendedly(${bound}, coverage.countDirectHE)`;
  return { bound, single, suspended, double, both, isDouble };
};

const shares = (side: 'single' | 'double', zh: string): readonly Line[] => [
  [`${side}Text`, `percent(${side}, denominator)`, { zh: `${zh}覆盖率`, en: `${side} coverage` }],
  [
    `${side}Met`,
    `reaches(${side}, denominator, coverage.target)`,
    { zh: `${zh}覆盖率达标`, en: `${side} coverage reaches the target` },
  ],
];

const linesOf = (names: Names): readonly Line[] => {
  const { bound, single, suspended, double, both, isDouble } = formulasOf(names);
  const { categories } = names;
  return [
    [
      'targets',
      `households(ofGroups(all, ${categories}, coverage.includeRiskEliminated))`,
      { zh: '目标农户', en: 'target households' },
    ],
    ['denominator', `households(${counted('all', names)})`, { zh: '应绑农户（分母）', en: 'denominator' }],
    ['notEligible', 'targets − denominator', { zh: '不具备条件或无意愿', en: 'not eligible' }],
    ['single', `households(${single})`, { zh: '单绑农户', en: 'bound to a cooperative' }],
    ...shares('single', '单绑'),
    ['double', `households(${double})`, { zh: '双绑农户', en: 'bound through to an enterprise' }],
    ...shares('double', '双绑'),
    [
      'suspended',
      `households(${suspended})`,
      { zh: '绑定或合作社暂停', en: 'bound, but the binding or the cooperative is suspended' },
    ],
    ['noCooperative', 'denominator − single − suspended', { zh: '未绑合作社', en: 'no cooperative' }],
    [
      'noEnterprise',
      `single − households(${both})`,
      { zh: '合作社未绑龙头企业', en: 'cooperative without a leading enterprise' },
    ],
    ['gap', `denominator − either(${isDouble}, double, single)`, { zh: '缺口', en: 'gap' }],
    [
      'weakOnly',
      `households(weakly(either(${isDouble}, ${double}, ${single}), coverage.weakForms))`,
      { zh: '仅以弱联结方式绑定', en: 'by weaker forms only' },
    ],
    ['direct', `households(directly(${bound}))`, { zh: '直接绑定企业', en: 'bound directly' }],
    [
      'sameIndustry',
      `households(inOneIndustry(${double}, coverage.minLeadingLevel))`,
      { zh: '同一产业双绑', en: 'in one industry throughout' },
    ],
  ];
};

/** What is shown, in the names of the steps. */
export const flattened = (figures: CoverageFigures) => {
  const { single, double, gap, apart, notEligible } = figures;
  return {
    ...{ denominator: single.denominator, notEligible },
    ...{ single: single.numerator, singleText: single.ratioText, singleMet: single.met },
    ...{ double: double.numerator, doubleText: double.ratioText, doubleMet: double.met },
    ...{ suspended: gap.suspended, noCooperative: gap.noCooperative },
    ...{ noEnterprise: gap.noEnterprise, gap: gap.total },
    ...apart,
  };
};

const unitOf = (name: string): string => {
  if (name.endsWith('Text')) return 'PERCENT';
  return name.endsWith('Met') ? 'FLAG' : 'HOUSEHOLDS';
};

/** R01: each number with its formula, in the order in which it can be reckoned. */
export const coverageSteps = (found: CoverageFigures, names: Names): readonly Step[] => {
  const flat = flattened(found);
  const values: Readonly<Record<string, number | string | boolean | null>> = {
    targets: flat.denominator + flat.notEligible,
    ...flat,
  };
  return linesOf(names).map(([name, formula, title]) => ({
    ...{ name, formula, title, value: values[name] ?? null, unit: unitOf(name) },
    rounding: name.endsWith('Text') ? 'HALF_UP' : 'NONE',
  }));
};
