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

/** The years an agreement made or makes its entity liable to be evaluated for. */
export const dutyYears = (before: AgreementSpan | null, after: AgreementSpan | null): readonly number[] => [
  ...new Set([...yearsOf(before), ...yearsOf(after)]),
];

/** The duty with the agreement counted, or no longer; null where nothing is left of it. */
export const dutyAfter = (
  duty: EvaluationDuty | undefined,
  agreementId: string,
  { span, year }: { readonly span: AgreementSpan; readonly year: number },
): EvaluationDuty | null => {
  const { entityId, division } = span;
  const before = duty ?? { agreementIds: [], state: 'DUE' as const, evaluationId: null };
  const counted = before.agreementIds.filter((id) => id !== agreementId);
  const agreementIds = yearsOf(span).includes(year) ? [...counted, agreementId] : counted;
  if (agreementIds.length === 0 && before.evaluationId === null) return null;
  return { ...before, id: dutyId(entityId, year), division, entityId, year, agreementIds };
};
