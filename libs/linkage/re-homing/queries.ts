import { STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import { withEntities } from '@registry/entity/queries';
import { withHeads } from '@registry/household/queries';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { REHOMING_CAUSES, type ReHomingRow } from './projector';

const STATES = ['OPEN', 'REHOMED'] as const;

export class ReHomingList extends ListQuery {
  static readonly title = '待重新安置农户';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';

  @Optional() @IsOneOf(STATES) state?: (typeof STATES)[number];
  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() householdId?: string;
  @Optional() @IsOneOf(REHOMING_CAUSES) cause?: (typeof REHOMING_CAUSES)[number];
}

export const reHomingAnswers: readonly AnyAnswering[] = withEntities(
  withHeads([
    listOf<ReHomingList, ReHomingRow>(ReHomingList, {
      projection: 're-homing',
      collection: 're-homings',
      kind: 're-homing',
      sort: [['since', 1]],
    }),
  ]),
);
