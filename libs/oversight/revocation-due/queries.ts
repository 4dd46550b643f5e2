import { STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import { withEntities } from '@registry/entity/queries';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import type { RevocationDueRow } from './projector';

const STATES = ['OPEN', 'REVOKED', 'DEREGISTERED'] as const;
type RevocationDueState = (typeof STATES)[number];

/** R18: terminated after a failed rectification, or over before it failed; OPEN where the eligibility is not revoked yet. */
export class RevocationDueList extends ListQuery {
  static readonly title = '已解除协议待取消资格';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;

  @Optional() @IsOneOf(STATES) state?: RevocationDueState;
  @Optional() @IsId() entityId?: string;
}

export const revocationDueAnswers: readonly AnyAnswering[] = withEntities([
  listOf<RevocationDueList, RevocationDueRow>(RevocationDueList, {
    projection: 'revocation-due',
    collection: 'revocations-due',
    kind: 'revocation due',
    sort: [['since', 1]],
  }),
]);
