import { STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import type { CooperativeRow } from './projector';

/** Cooperatives without an enterprise, those with the most households first. */
export class CooperativesToBind extends ListQuery {
  static readonly title = '待重新绑定龙头企业的合作社';
  static readonly askedBy: readonly Role[] = STAFF;
}

export const reBindingAnswers: readonly AnyAnswering[] = [
  listOf<CooperativesToBind, CooperativeRow>(CooperativesToBind, {
    projection: 'cooperatives-to-bind',
    collection: 'cooperatives-to-bind',
    kind: 'cooperative to bind',
    sort: [['householdCount', -1]],
  }),
];
