import { STAFF } from '@kernel/actor';
import type { Confined } from '@command/handling';

/** What tells of a binding of the household to another entity, in its events and in the ledger: no matter of the manager of this one. */
export const ELSEWHERE: Confined = {
  fields: ['fromBindingId', 'rehomedFrom'],
  to: [...STAFF, 'HOUSEHOLD'],
};
