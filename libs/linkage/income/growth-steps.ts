import type { Input, Step } from '@kernel/explanation';
import type { Figure } from '@query/figure';
import type { Compared, GrowthItem, Measures, Side } from './growth';

/** What R37 makes of the categories; `side` is `current` or `base`. */
const sumOf = (side: string, item: GrowthItem, isNet: boolean): string => {
  const of = (name: string): string => `${side}.${name}Fen`;
  const net = `${of('operating')} − ${of('operatingExpense')}`;
  switch (item) {
    case 'OPERATING':
      return isNet ? net : of('operating');
    case 'PROPERTY':
      return of('property');
    case 'WAGE':
      return of('wage');
    case 'TRANSFER':
      return of('transfer');
    case 'NET':
      return `${of('wage')} + ${net} + ${of('property')} + ${of('transfer')}`;
    case 'NET_OPERATING':
      return net;
  }
};

const SIDES = {
  current: { zh: '本期', en: 'this year' },
  base: { zh: '上年同期', en: 'the year before' },
} as const;
type SideName = keyof typeof SIDES;

const AMOUNTS = {
  wageFen: ['Wage', '工资性收入', 'wages'],
  operatingFen: ['Operating', '生产经营性收入', 'operating income'],
  propertyFen: ['Property', '财产性收入', 'property income'],
  transferFen: ['Transfer', '转移性收入', 'transfers'],
  operatingExpenseFen: ['Expense', '生产经营性支出', 'operating expense'],
  households: ['Households', '户数', 'households'],
  people: ['People', '人数', 'people'],
} as const;

/** Sums over the households that are listed with the explanation, each with its events. */
export const sideInputs = (side: SideName, measures: Measures, prefix: string): readonly Input[] =>
  Object.entries(AMOUNTS).map(([name, [measure, zh, en]]) => ({
    ...{ name: `${side}.${name}`, value: measures[`${prefix}${measure}`] ?? 0, events: [] },
    unit: name.endsWith('Fen') ? 'FEN' : measure.toUpperCase(),
    title: { zh: `${SIDES[side].zh}${zh}`, en: `${en}, ${SIDES[side].en}` },
  }));

/** Exact: the step rounds it for the eye, the comparison does not. */
const amountOf = (side: SideName, { per }: Compared['basis']): string =>
  `perHead(${side}TotalFen, ${per === 'PER_CAPITA' ? `${side}.people` : '1'}, ${side}.households)`;

const sideSteps = (
  side: SideName,
  { totalFen, amountFen }: Side,
  { item, basis }: { readonly item: GrowthItem; readonly basis: Compared['basis'] },
): readonly Step[] => {
  const perHead = basis.per === 'PER_CAPITA';
  return [
    {
      ...{ name: `${side}TotalFen`, value: totalFen, unit: 'FEN', rounding: 'NONE' },
      formula: sumOf(side, item, basis.amount === 'NET'),
      title: { zh: `${SIDES[side].zh}合计`, en: `total, ${SIDES[side].en}` },
    },
    {
      ...{ name: `${side}Fen`, value: amountFen, unit: 'FEN', rounding: 'HALF_UP' },
      formula: amountOf(side, basis),
      title: perHead
        ? { zh: `${SIDES[side].zh}人均`, en: `per head, ${SIDES[side].en}` }
        : { zh: `${SIDES[side].zh}总额`, en: `amount, ${SIDES[side].en}` },
    },
  ];
};

/** R20: the two sides, the growth as it is printed, and whether it meets the target. */
export const growthSteps = (
  compared: Compared & Pick<Figure, 'ratioText' | 'met'>,
  item: GrowthItem,
  targetKey: string | null,
): readonly Step[] => {
  const { basis, ratioText, met } = compared;
  const both = `${amountOf('current', basis)}, ${amountOf('base', basis)}`;
  return [
    ...sideSteps('current', compared.current, { item, basis }),
    ...sideSteps('base', compared.base, { item, basis }),
    {
      ...{ name: 'ratioText', value: ratioText, unit: 'PERCENT', rounding: 'HALF_UP' },
      formula: `growth(${both})`,
      title: { zh: '增幅', en: 'growth' },
    },
    {
      ...{ name: 'met', value: met, unit: 'FLAG', rounding: 'NONE' },
      formula: targetKey === null ? `growthReaches(${both})` : `growthReaches(${both}, ${targetKey})`,
      title: { zh: '达到目标', en: 'target met' },
    },
  ];
};
