import { explained, refTo, type Explanation, type Step } from '@kernel/explanation';
import type { Recorded } from '@projection/fold';
import type { DistributionEvent } from './events';
import { correctedInputs, passedInputs, type Corrected, type Passed } from './explained-inputs';

type Happened = Recorded<DistributionEvent>;
type LinePassed = Extract<Happened, { type: 'DividendLinePassed' }>;

interface Line {
  readonly line: { readonly householdId: string; readonly dueFen: number };
  readonly events: readonly Happened[];
}

/** What passed after a revision, from the household of the line or to it; null where nothing did. */
export const passedOf = (
  { events, line: { householdId } }: Line,
  side: 'householdId' | 'successorId',
  since: number,
): Passed | null => {
  const passed = events.filter(
    (event): event is LinePassed =>
      event.type === 'DividendLinePassed' && event.data[side] === householdId && event.revision > since,
  );
  if (passed.length === 0) return null;
  const amountFen = passed.reduce((sum, { data }) => sum + data.amountFen, 0);
  return { amountFen, events: passed.map(refTo) };
};

export const lessPassed = (step: Step, passed: Passed | null): Step =>
  passed === null
    ? step
    : { ...step, formula: `${step.formula} − passedFen`, value: (step.value as number) - passed.amountFen };

const PASSED = {
  zh: '分户时未付的分红转由新户领取，此后更正的以更正为准。',
  en: 'What was unpaid when a household was split is due to the new one, as corrected since.',
};

/** Of a line that was not reckoned but came from another household; null where nothing came. */
export const explainPassed = (of: Line, corrected: Corrected | null): Explanation | null => {
  const passed = passedOf(of, 'successorId', -1);
  if (passed === null) return null;
  const [formula, value] =
    corrected === null ? ['passedFen', passed.amountFen] : ['correctedFen', corrected.toFen];
  const step = { name: 'dueFen', rounding: 'NONE', unit: 'FEN', title: { zh: '应付', en: 'due' } } as const;
  return explained({
    ...{ rule: 'R14', words: PASSED, parameters: [] },
    inputs: [...passedInputs(passed), ...correctedInputs(corrected)],
    steps: [{ ...step, formula, value }],
    shown: { dueFen: of.line.dueFen },
  });
};
