import type { CalendarDate } from '@kernel/calendar-date';
import type { ParameterSource } from '../dividend-scheme/events';
import type { DividendLine, WithholdingReason } from './events';
import type { Distribution } from './state';

/** How a household of the scheme stood on the record date. */
export interface Standing {
  readonly hasVanished: boolean;
  /** Towards the entity that distributes. */
  readonly binding: 'BOUND' | 'ENDED' | 'NEVER';
  readonly isTarget: boolean;
}

export interface EntitlementFacts {
  /** By id. */
  readonly standings: Readonly<Record<string, Standing | undefined>>;
  /** Who is in the target group, where fiscal money asks for it. */
  readonly targetParameters: readonly ParameterSource[];
}

/** The last day of the period; of one that is declared before it is over, the day of the declaration. */
export const recordDateOf = ({
  periodTo,
  declaredOn,
}: Pick<Distribution, 'periodTo' | 'declaredOn'>): CalendarDate | null =>
  periodTo !== null && declaredOn !== null && declaredOn < periodTo ? declaredOn : periodTo;

const reasonOf = (standing: Standing | undefined, ofFiscalMoney: boolean): WithholdingReason | null => {
  if (standing === undefined) return null;
  if (standing.hasVanished) return 'HOUSEHOLD_VANISHED';
  if (standing.binding === 'ENDED') return 'BINDING_ENDED';
  return ofFiscalMoney && !standing.isTarget ? 'NOT_IN_TARGET_GROUP' : null;
};

/**
 * 4.5 「eligibility at record date」. R13: when a household leaves, the shares are re-adjusted by a village resolution, never
 * silently. So nobody else gets more: each line is split as the scheme says, and that of a household that is gone, is bound no
 * more, or, of fiscal money, is in the target group no more, is withheld until two persons release it. Whom the village named
 * though never bound stays entitled: that was its resolution. All lines, withheld or due, sum to the pool to the fen.
 */
export const withEntitlement = (
  lines: readonly DividendLine[],
  { standings }: EntitlementFacts,
  ofFiscalMoney: boolean,
): readonly DividendLine[] =>
  lines.map((line) => {
    const withheld = reasonOf(standings[line.householdId], ofFiscalMoney);
    return withheld === null || line.amountFen === 0 ? line : { ...line, withheld };
  });

export const withheldIn = (lines: readonly DividendLine[]): number =>
  lines.reduce((sum, { withheld, amountFen }) => (withheld === undefined ? sum : sum + amountFen), 0);
