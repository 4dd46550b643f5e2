import type { Circumstances } from '@kernel/decider';
import { unmet, type Unmet } from '@kernel/refusal';

/** A condition that does not hold, or nothing. */
export type Fault = Unmet | false | null;

export const futureFault = ({
  effectiveDate,
  today,
}: Pick<Circumstances, 'effectiveDate' | 'today'>): Fault =>
  effectiveDate > today && unmet('EFFECTIVE_DATE_IN_FUTURE', { today }, '/effectiveDate');

/** Ids of a list, as a fault names them; nothing where the list is empty. */
export const listFault = (code: string, householdIds: readonly string[], pointer?: string): Fault =>
  householdIds.length > 0 && unmet(code, { householdIds }, pointer);

/** Ids that stand in a list more than once. */
export const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
