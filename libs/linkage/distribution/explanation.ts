import {
  explained,
  refTo,
  type EventRef,
  type Explanation,
  type ParameterInput,
  type Step,
} from '@kernel/explanation';
import type { Recorded } from '@projection/fold';
import { allocate, ownLines, type Basis } from './allocation';
import { carriedSteps } from './carried-steps';
import type { LineRow } from './dividend-row';
import type { DistributionEvent } from './events';
import { inputsOf, type Sources, type Withheld } from './explained-inputs';
import { explainPassed, lessPassed, passedOf } from './explained-passing';
import { afterCorrection, due } from './ledger';
import { shareSteps } from './share-steps';
import { surplusSteps } from './surplus-steps';

export type Happened = Recorded<DistributionEvent>;

const SHARES = {
  zh: '保底收益＝本金×年利率×月数÷12；按股分红＝可分配利润（亏损按 0）×分红比例；财政资金折股的，农户得其中规定比例；按股份拆分，最大余数法，零头先给编号小的户。',
  en: 'Guaranteed yield = principal × yearly rate × months ÷ 12; share of profit = distributable profit (a loss counts 0) × pool share; of what fiscal money earns the households get their part; split by shares, largest remainder, ties to the lower household number.',
};

const SURPLUS = {
  zh: '可分配盈余＝盈余－以前年度亏损－公积金；其中规定比例按交易量返还，其余按出资额分配，均用最大余数法。',
  en: 'Distributable = surplus − losses of past years − reserve; its patronage share is refunded by volume, the rest by capital, both by largest remainder.',
};

/** What a household’s line is explained from. */
export interface Explained {
  readonly basis: Basis;
  readonly line: LineRow;
  readonly events: readonly Happened[];
  /** Events of the scheme: its terms and its adoption. */
  readonly scheme: Sources;
  readonly parameters: readonly ParameterInput[];
}

type Correction = Extract<Happened, { type: 'DividendLineCorrected' }>;

const correctionOf = ({ events, line }: Explained): Correction | null =>
  events.findLast(
    (event): event is Correction =>
      event.type === 'DividendLineCorrected' && event.data.householdId === line.householdId,
  ) ?? null;

type Calculated = Extract<Happened, { type: 'DividendLinesCalculated' }>;
type Settled = Extract<Happened, { type: 'WithheldReleased' | 'WithheldCarriedForward' }>;

/** What is kept back of the line, why, and by which events; null where it was due from the beginning. */
const withheldOf = ({ events, line: { householdId } }: Explained): Withheld | null => {
  const own = ({ data }: Calculated) => data.lines.find((one) => one.householdId === householdId);
  const calculation = events.find(
    (event): event is Calculated => event.type === 'DividendLinesCalculated' && own(event) !== undefined,
  );
  const line = calculation && own(calculation);
  if (calculation === undefined || line?.withheld === undefined) return null;
  const settled = events.filter(
    (event): event is Settled =>
      (event.type === 'WithheldReleased' || event.type === 'WithheldCarriedForward') &&
      event.data.householdId === householdId,
  );
  const amountFen = settled.reduce((left, { data }) => left - data.amountFen, line.amountFen);
  const carriedForwardFen = settled.reduce(
    (sum, { type, data }) => (type === 'WithheldCarriedForward' ? sum + data.amountFen : sum),
    0,
  );
  const refs = [calculation, ...settled].map(refTo);
  return { reason: line.withheld, amountFen, carriedForwardFen, events: refs };
};

const dueStep = (amountFen: number, correction: Correction | null, withheld: Withheld | null): Step => {
  const step = { name: 'dueFen', rounding: 'NONE', unit: 'FEN', title: { zh: '应付', en: 'due' } } as const;
  if (correction !== null) {
    const { dueFen } = afterCorrection(due(amountFen), correction.data.toFen);
    return { ...step, formula: 'correctedFen', value: dueFen };
  }
  if (withheld === null) return { ...step, formula: 'amountFen', value: amountFen };
  const { amountFen: withheldFen, carriedForwardFen } = withheld;
  const formula = `amountFen − withheldFen${carriedForwardFen === 0 ? '' : ' − carriedForwardFen'}`;
  return { ...step, formula, value: amountFen - withheldFen - carriedForwardFen };
};

const refsOf = (events: readonly Happened[], type: Happened['type']): readonly EventRef[] =>
  events.filter((event) => event.type === type).map(refTo);

const ruleOf = (basis: Explained['basis'], own: Parameters<typeof shareSteps>[1]) =>
  basis.terms.mode === 'COOPERATIVE_SURPLUS'
    ? { rule: 'R15', words: SURPLUS, steps: surplusSteps(basis, own) }
    : { rule: 'R14', words: SHARES, steps: shareSteps(basis, own) };

/** R13–R15 by the rule that split it; null where the household has no line. */
export const explain = (of: Explained): Explanation | null => {
  const { basis, line, events, scheme } = of;
  const isOwn = ({ householdId }: { readonly householdId: string }) => householdId === line.householdId;
  const [own, whole] = [ownLines(basis).find(isOwn), allocate(basis).lines.find(isOwn)];
  const correction = correctionOf(of);
  const corrected = correction === null ? null : { toFen: correction.data.toFen, event: refTo(correction) };
  if (own === undefined || whole === undefined) return explainPassed(of, corrected);
  const { steps, ...rule } = ruleOf(basis, own);
  const withheld = withheldOf(of);
  const passed = passedOf(of, 'householdId', correction?.revision ?? -1);
  const sources = { ...scheme, declared: refsOf(events, 'DistributionDeclared') };
  return explained({
    ...rule,
    inputs: inputsOf({ basis, householdNo: line.householdNo, corrected, withheld, passed }, sources),
    parameters: of.parameters,
    steps: [
      ...carriedSteps(steps, whole, basis),
      lessPassed(dueStep(whole.amountFen, correction, withheld), passed),
    ],
    shown: { amountFen: line.calculated.amountFen, dueFen: line.dueFen },
  });
};
