import type { Fault } from '@kernel/fault';
import { unmet } from '@kernel/refusal';

/** Ids of a list, as a fault names them; nothing where the list is empty. */
export const listFault = (code: string, householdIds: readonly string[], pointer?: string): Fault =>
  householdIds.length > 0 && unmet(code, { householdIds }, pointer);

/** Ids that stand in a list more than once. */
export const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
