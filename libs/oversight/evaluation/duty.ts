import type { DivisionCode } from '@kernel/division-code';
import { yearsOf, type AgreementSpan } from './agreement-span';

/** R17: an entity with an agreement in force on any day of a year is to be evaluated for it. */
export type EvaluationDuty = {
  readonly id: string;
  readonly division: DivisionCode;
  readonly entityId: string;
  readonly year: number;
  readonly agreementIds: readonly string[];
  readonly state: 'DUE' | 'PLANNED' | 'FINAL';
  readonly evaluationId: string | null;
};

export const dutyId = (entityId: string, year: number): string => `${entityId}:${String(year)}`;

/** A year of an entity, and whether an agreement makes it liable to be evaluated for it. */
export interface Turn extends Pick<AgreementSpan, 'entityId' | 'division'> {
  readonly year: number;
  readonly isLiable: boolean;
}

const turnsFor = (
  { entityId, division }: AgreementSpan,
  years: readonly number[],
  liable: readonly number[],
): readonly Turn[] => years.map((year) => ({ entityId, division, year, isLiable: liable.includes(year) }));

/**
 * The years that an agreement made or makes its entity liable to be evaluated for. One that it has passed to takes over those that the
 * entity before was not judged for; those that it was judged for stay with that one.
 */
export const turnsOf = (before: AgreementSpan | null, after: AgreementSpan | null): readonly Turn[] => {
  if (after === null) return [];
  const liable = yearsOf(after);
  if (before === null || before.entityId === after.entityId)
    return turnsFor(after, [...new Set([...yearsOf(before), ...liable])], liable);
  return [...turnsFor(before, liable, []), ...turnsFor(after, liable, liable)];
};

/** The duty with the agreement counted, or no longer; null where nothing is left of it. */
export const dutyAfter = (
  duty: EvaluationDuty | undefined,
  agreementId: string,
  { entityId, division, year, isLiable }: Turn,
): EvaluationDuty | null => {
  const before = duty ?? { agreementIds: [], state: 'DUE' as const, evaluationId: null };
  const counted = before.agreementIds.filter((id) => id !== agreementId);
  const agreementIds = isLiable ? [...counted, agreementId] : counted;
  if (agreementIds.length === 0 && before.evaluationId === null) return null;
  return { ...before, id: dutyId(entityId, year), division, entityId, year, agreementIds };
};
