import { explained, refTo, type Explanation, type Input } from '@kernel/explanation';
import type { Json } from '@kernel/json';
import { outcomeOf, placeIn, sidesOf, spansOf, type Comparison, type Sides } from './comparison';
import type { Happened } from './household-facts';
import type { Asking } from './household-list';
import { knownAt, type HouseholdDossier } from './knowledge';
import type { Period } from './period';
import { sheetOf } from './sheet-sources';
import { uncorrectedInputs } from './uncorrected';

const quarterInputs = (
  side: 'current' | 'base',
  periods: readonly Period[],
  events: readonly Happened[],
): readonly Input[] =>
  periods.flatMap((period) => {
    const sheet = sheetOf(events, period);
    return [
      {
        ...{ name: `${side}.q${period}`, unit: 'FEN', events: sheet === undefined ? [] : [refTo(sheet)] },
        value: sheet?.data.items ?? null,
        title: { zh: `${period} 收入表`, en: `income sheet of ${period}` },
      },
      ...uncorrectedInputs(period, sheet, events),
    ];
  });

const splitInputs = ({ splitOn }: Sides, events: readonly Happened[]): readonly Input[] => {
  if (splitOn === null) return [];
  const splits = events.filter(({ type, data }) => type === 'HouseholdSplit' && data.on === splitOn);
  const title = { zh: '分户日期', en: 'day of the split' };
  return [{ name: 'splitOn', value: splitOn, unit: 'DATE', events: splits.map(refTo), title }];
};

const outcomeFormula = ({ current, base, splitOn }: Sides): string =>
  splitOn === null || current === null || base === null
    ? 'declined(currentFen, baseFen)'
    : 'acrossSplit(splitOn)';

const COMPARED = {
  zh: '生产经营性收入＝各季度 b 类项目之和，缺一季则无值；本期少于上期为下降，相等不算下降，上期有值而本期无值为缺失；其间分户的，前后不可比。',
  en: 'Operating income = the sum of the items b of the quarters, none where a quarter is missing; less than before is a decline, equal is not; a value before and none now is missing; across a split of the household the two do not compare.',
};

/** R22 for one household: both values of operating income and the outcome. Null where there is nothing to compare. */
export const explainComparison = (
  dossier: HouseholdDossier,
  { asking, comparison, events }: { asking: Asking; comparison: Comparison; events: readonly Happened[] },
  shown: { readonly [name: string]: Json },
): Explanation => {
  const known = knownAt(dossier, asking.knownAt);
  const sides = sidesOf(known, asking.period, comparison);
  const [now, before] = spansOf(comparison, asking.period);
  const isGone = placeIn(known, asking.period)?.isGone ?? false;
  const none = { unit: 'FEN', rounding: 'NONE' } as const;
  return explained({
    ...{ rule: 'R22', words: COMPARED, parameters: [] },
    inputs: [
      ...quarterInputs('current', now, events),
      ...quarterInputs('base', before, events),
      ...splitInputs(sides, events),
    ],
    steps: [
      {
        ...{ ...none, name: 'currentFen', formula: 'items(current, "b")' },
        ...{ value: sides.current?.operatingFen ?? null, title: { zh: '本期', en: 'now' } },
      },
      {
        ...{ ...none, name: 'baseFen', formula: 'items(base, "b")' },
        ...{ value: sides.base?.operatingFen ?? null, title: { zh: '上期', en: 'before' } },
      },
      {
        ...{ name: 'outcome', value: outcomeOf(sides, isGone), unit: 'WORD', rounding: 'NONE' },
        ...{ formula: outcomeFormula(sides), title: { zh: '结果', en: 'outcome' } },
      },
    ],
    shown,
  });
};
