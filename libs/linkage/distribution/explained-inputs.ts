import type { EventRef, Input } from '@kernel/explanation';
import type { Words } from '@kernel/words';
import type { Json } from '@kernel/json';
import { guarantees, sharesProfit, type Basis } from './allocation';
import type { SurplusStatement, WithholdingReason } from './events';

/** Events that the values of a distribution come from. */
export interface Sources {
  /** The terms as written, in the scheme. */
  readonly terms: readonly EventRef[];
  /** Their adoption, by which fiscal money became shares. */
  readonly adopted: readonly EventRef[];
}

interface AllSources extends Sources {
  readonly declared: readonly EventRef[];
}

/** What was kept back of a line. */
export interface Withheld {
  readonly reason: WithholdingReason;
  /** And neither released nor carried forward. */
  readonly amountFen: number;
  readonly carriedForwardFen: number;
  readonly events: readonly EventRef[];
}

/** The amount as it was set last. */
export interface Corrected {
  readonly toFen: number;
  readonly event: EventRef;
}

export const correctedInputs = (corrected: Corrected | null): readonly Input[] =>
  corrected === null
    ? []
    : [
        {
          ...named('correctedFen', 'FEN', { zh: '更正后金额', en: 'amount as corrected' }),
          ...{ value: corrected.toFen, events: [corrected.event] },
        },
      ];

/** What passed to another household, or came from one. */
export interface Passed {
  readonly amountFen: number;
  readonly events: readonly EventRef[];
}

export const passedInputs = ({ amountFen, events }: Passed): readonly Input[] => [
  {
    ...named('passedFen', 'FEN', { zh: '分户转出未付', en: 'unpaid, passed by a split of the household' }),
    ...{ value: amountFen, events },
  },
];

interface Explained {
  readonly passed: Passed | null;
  readonly basis: Basis;
  readonly householdNo: string;
  readonly corrected: Corrected | null;
  readonly withheld: Withheld | null;
}

/** Members outside the pool take part as one; written so that it sorts after every household number. */
const OTHERS = '其他成员';

interface Named {
  readonly name: string;
  readonly title: Words;
  readonly unit: string;
}

const named = (name: string, unit: string, title: Words): Named => ({ name, unit, title });

const TERMS = {
  principalFen: named('principalFen', 'FEN', { zh: '本金', en: 'principal' }),
  annualRate: named('annualRate', 'RATIO', { zh: '年保底利率', en: 'guaranteed yearly rate' }),
  poolShare: named('poolShare', 'RATIO', { zh: '利润分红比例', en: 'pool’s share of profit' }),
  patronageShare: named('patronageShare', 'RATIO', { zh: '按交易量返还比例', en: 'patronage share' }),
  shares: named('shares', 'SHARE', { zh: '各户股份', en: 'shares of the households' }),
};

const DECLARED = {
  months: named('months', 'MONTH', { zh: '月数', en: 'months' }),
  profitFen: named('profitFen', 'FEN', { zh: '可分配利润', en: 'distributable profit' }),
};

type Field = readonly [Named, Json];

const sharesOf = ({ terms }: Basis): Field => [
  TERMS.shares,
  Object.fromEntries(terms.beneficiaries.map(({ householdNo, shares }) => [householdNo, shares])),
];

const termFields = (basis: Basis): readonly Field[] => {
  const { terms, carriedIn } = basis;
  const { mode } = terms;
  if (mode === 'COOPERATIVE_SURPLUS')
    return [
      [TERMS.patronageShare, terms.patronageShare],
      ...(carriedIn.length === 0 ? [] : [sharesOf(basis)]),
    ];
  return [
    ...(guarantees(mode)
      ? ([
          [TERMS.principalFen, terms.principalFen],
          [TERMS.annualRate, terms.annualRate],
        ] as const)
      : []),
    ...(sharesProfit(mode) ? ([[TERMS.poolShare, terms.poolShare]] as const) : []),
    sharesOf(basis),
  ];
};

const weights = (
  { terms, surplus }: Basis & { readonly surplus: SurplusStatement },
  of: 'volume' | 'capitalFen',
): Json => {
  const accounts = new Map(surplus.members.map((member) => [member.householdId, member[of]]));
  const own = terms.beneficiaries.map(
    ({ householdId, householdNo }) => [householdNo, accounts.get(householdId) ?? 0] as const,
  );
  const total = of === 'volume' ? surplus.totalVolume : surplus.totalCapitalFen;
  return Object.fromEntries([...own, [OTHERS, total - own.reduce((sum, [, weight]) => sum + weight, 0)]]);
};

/** By distribution: there the same amount stands as carried forward. */
const carriedFields = ({ carriedIn }: Basis): readonly Field[] =>
  carriedIn.length === 0
    ? []
    : [
        [
          named('carriedIn', 'FEN', { zh: '前期结转', en: 'carried in from earlier periods' }),
          Object.fromEntries(carriedIn.map(({ distributionId, amountFen }) => [distributionId, amountFen])),
        ],
      ];

const declaredFields = (basis: Basis): readonly Field[] => {
  const { surplus, months, profitFen, terms } = basis;
  if (terms.mode !== 'COOPERATIVE_SURPLUS')
    return [
      ...(guarantees(terms.mode) ? ([[DECLARED.months, months]] as const) : []),
      ...(sharesProfit(terms.mode) ? ([[DECLARED.profitFen, profitFen ?? 0]] as const) : []),
    ];
  if (surplus === null) return [];
  const of = { ...basis, surplus };
  return [
    [named('surplusFen', 'FEN', { zh: '盈余', en: 'surplus' }), surplus.surplusFen],
    [named('pastLossFen', 'FEN', { zh: '以前年度亏损', en: 'losses of past years' }), surplus.pastLossFen],
    [named('reserveFen', 'FEN', { zh: '公积金', en: 'reserve' }), surplus.reserveFen],
    [named('volumes', 'VOLUME', { zh: '各户交易量', en: 'volumes' }), weights(of, 'volume')],
    [named('capitalsFen', 'FEN', { zh: '各户出资额', en: 'capital' }), weights(of, 'capitalFen')],
  ];
};

const withheldInputs = ({ reason, amountFen, carriedForwardFen, events }: Withheld): readonly Input[] => [
  {
    ...named('withheldFen', 'FEN', { zh: '暂扣未发', en: 'withheld and not released' }),
    ...{ value: amountFen, events },
  },
  ...(carriedForwardFen === 0
    ? []
    : [
        {
          ...named('carriedForwardFen', 'FEN', { zh: '结转下期', en: 'carried forward to the next period' }),
          ...{ value: carriedForwardFen, events },
        },
      ]),
  {
    ...named('withheldFor', 'WORD', { zh: '暂扣原因', en: 'why it was withheld' }),
    ...{ value: reason, events },
  },
];

export const inputsOf = (
  { basis, householdNo, corrected, withheld, passed }: Explained,
  { terms, adopted, declared }: AllSources,
): readonly Input[] => [
  {
    ...named('householdNo', 'HOUSEHOLD_NO', { zh: '户编号', en: 'household number' }),
    ...{ value: householdNo, events: terms },
  },
  ...termFields(basis).map(([name, value]) => ({ ...name, value, events: [...terms, ...adopted] })),
  ...[...declaredFields(basis), ...carriedFields(basis)].map(([name, value]) => ({
    ...name,
    value,
    events: declared,
  })),
  ...(withheld === null ? [] : withheldInputs(withheld)),
  ...(passed === null ? [] : passedInputs(passed)),
  ...correctedInputs(corrected),
];
