import { STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import type { Consequence } from '@query/context-module';
import type { Waiting } from '@projection/awaiting';
import { entityNames, withEntities } from '@registry/entity/queries';
import { withHeads } from '@registry/household/queries';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { REHOMING_CAUSES, WAITING, type ReHomingRow } from './projector';

const STATES = ['OPEN', 'REHOMED'] as const;
type ReHomingState = (typeof STATES)[number];

export class ReHomingList extends ListQuery {
  static readonly title = '待重新安置农户';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';

  @Optional() @IsOneOf(STATES) state?: ReHomingState;
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

/** What a household that never vanished waits for: bindings that ended with it do not come back, and what waited before waits again. */
const waitingAgain: Consequence['of'] = async ({ id }, views) => {
  const kept = await views.of('re-homing').get<Waiting<ReHomingRow>>(WAITING, id);
  const rows = kept?.resting ?? [];
  const names = await entityNames(
    rows.map(({ entityId }) => entityId),
    views,
  );
  const bindings = rows.map((row) => ({ ...row, entityName: names.get(row.entityId) ?? null }));
  return { effect: 'TO_BE_BOUND_ANEW', bindings };
};

/** A dry run that brings a household back says where it has to be bound anew. */
export const reHomingConsequences: readonly Consequence[] = [
  { commands: ['VoidVanishing'], of: waitingAgain },
];
