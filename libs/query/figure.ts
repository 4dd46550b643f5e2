import type { CalendarDate } from '@kernel/calendar-date';
import type { Json } from '@kernel/json';
import { percentText, reaches, type Ratio, type Threshold } from '@kernel/ratio';

/** Where a threshold comes from. */
export interface FigureParameter {
  readonly key: string;
  readonly value: Json;
  /** Division for which it was decided. */
  readonly scope: string;
  /** Document and clause. */
  readonly source: string;
}

/** Path of the list behind the numerator and the one behind the denominator. */
export interface FigureLists {
  readonly numerator: string;
  readonly denominator: string;
}

/** A figure that can be checked: what was counted, against which parameter, as true when and as known when, and the list behind it. */
export interface Figure {
  readonly numerator: number;
  readonly denominator: number;
  /** Two decimals, HALF_UP, for the eye only; `NOT_APPLICABLE` where the denominator is 0. */
  readonly ratioText: string;
  /** Computed on the integers; null where it does not apply or no target is set. */
  readonly met: boolean | null;
  readonly parameter: FigureParameter | null;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
  readonly listRef: FigureLists;
}

export const figure = (
  ratio: Ratio,
  target: { readonly threshold: Threshold; readonly parameter: FigureParameter } | null,
  at: Pick<Figure, 'asOf' | 'knownAt' | 'listRef'>,
): Figure => ({
  numerator: ratio.numerator,
  denominator: ratio.denominator,
  ratioText: percentText(ratio) ?? 'NOT_APPLICABLE',
  met: target === null ? null : reaches(ratio, target.threshold),
  parameter: target?.parameter ?? null,
  ...at,
});
