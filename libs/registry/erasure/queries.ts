import { SPEAKERS, STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { withHeads } from '@registry/household/queries';
import { IsOneOf, Optional } from '@validation/fields';
import { ERASURE_BASES, ERASURE_SUBJECTS, type ErasureBasis, type ErasureSubject } from './events';
import type { ErasureRow } from './projector';

const STATES = ['REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'CARRIED_OUT', 'CERTIFIED'] as const;
type ErasureState = (typeof STATES)[number];

export class ErasureList extends ListQuery {
  static readonly title = '个人信息删除台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly shows = 'HEAD';

  @Optional() @IsOneOf(STATES) state?: ErasureState;
  @Optional() @IsOneOf(ERASURE_SUBJECTS) subjectKind?: ErasureSubject;
  @Optional() @IsOneOf(ERASURE_BASES) basis?: ErasureBasis;
}

/** With the certificate once there is one, and whom it concerns where that is a household: who decides has to know, and so has who asked what became of it. */
export class ErasureEntry extends EntryQuery {
  static readonly title = '个人信息删除';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly shows = 'HEAD';
}

const SPEC: RegisterSpec<ErasureRow> = {
  projection: 'erasure',
  collection: 'erasures',
  kind: 'erasure',
  sort: [['requestedOn', -1]],
  subjects: { HOUSEHOLD: 'householdId', ENTITY_MANAGER: 'entityId' },
};

export const erasureAnswers: readonly AnyAnswering[] = withHeads([
  listOf(ErasureList, SPEC),
  entryOf(ErasureEntry, SPEC),
]);
