import { STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { entryOf, EntryQuery, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { withHeads } from '@registry/household/queries';
import { IsId, Optional } from '@validation/fields';
import type { HouseholdSplitRow } from './projector';

export class HouseholdSplitList extends ListQuery {
  static readonly title = '分户台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly shows = 'HEAD';

  @Optional() @IsId() householdId?: string;
  @Optional() @IsId() newHouseholdId?: string;
}

export class HouseholdSplitEntry extends EntryQuery {
  static readonly title = '分户';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly shows = 'HEAD';
}

const SPEC: RegisterSpec<HouseholdSplitRow> = {
  projection: 'household-split',
  collection: 'household-splits',
  kind: 'household split',
  sort: [['on', -1]],
};

export const householdSplitAnswers: readonly AnyAnswering[] = withHeads([
  listOf(HouseholdSplitList, SPEC),
  entryOf(HouseholdSplitEntry, SPEC),
]);
