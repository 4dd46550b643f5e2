import { figure, type Figure } from '@query/figure';
import type { Comparison } from './comparison';
import { outcomeMeasure } from './contribution';
import { atDecline, atRecording } from './figure-list';
import type { Measures } from './growth';
import type { Asking } from './household-list';

/** R22: declined households / households with both values; who is missing, or was split in between, is counted apart. */
export interface DeclineFigure extends Figure {
  readonly missing: number;
  readonly notComparable: number;
}

export const declineFigure = (measures: Measures, comparison: Comparison, asking: Asking): DeclineFigure => {
  const of = (outcome: string): number => measures[outcomeMeasure(comparison, outcome)] ?? 0;
  const declined = of('DECLINED');
  const ratio = { numerator: declined, denominator: declined + of('NOT_DECLINED') };
  const apart = { missing: of('MISSING'), notComparable: of('NOT_COMPARABLE') };
  return { ...figure(ratio, null, atDecline(asking, comparison)), ...apart };
};

/** R23: every target household of the register on the last day of the quarter has a record of it. */
export const recordingFigure = ({ recorded = 0, households = 0 }: Measures, asking: Asking): Figure => ({
  ...figure({ numerator: recorded, denominator: households }, null, atRecording(asking)),
  met: households === 0 ? null : recorded >= households,
});
