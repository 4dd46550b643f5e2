import { MANAGERS, STAFF, type Role } from '@kernel/actor';
import { INDUSTRIES, type Industry } from '@kernel/linkage';
import type { AnyAnswering } from '@query/answering';
import { entryOf, EntryQuery, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { IsId, IsOneOf, IsText, Optional } from '@validation/fields';
import type { EnterpriseBindingRow } from './projector';

const STATES = ['IN_REVIEW', 'RETURNED', 'WITHDRAWN', 'ACTIVE', 'SUSPENDED', 'ENDED'] as const;
type EnterpriseBindingState = (typeof STATES)[number];

export class EnterpriseBindingList extends ListQuery {
  static readonly title = '龙头企业绑定合作社台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;

  @Optional() @IsId() enterpriseId?: string;
  @Optional() @IsId() cooperativeId?: string;
  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
  @Optional() @IsOneOf(STATES) state?: EnterpriseBindingState;
  @Optional() @IsText(100) contractNo?: string;
}

export class EnterpriseBindingEntry extends EntryQuery {
  static readonly title = '龙头企业绑定合作社登记';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
}

const shown = ({ sideIds: _sought, ...row }: EnterpriseBindingRow) => row;

const SPEC: RegisterSpec<EnterpriseBindingRow, ReturnType<typeof shown>> = {
  projection: 'enterprise-binding',
  collection: 'enterprise-bindings',
  kind: 'enterprise binding',
  subjects: { ENTITY_MANAGER: 'sideIds' },
  sort: [['startDate', 1]],
  shown,
};

export const enterpriseBindingAnswers: readonly AnyAnswering[] = [
  listOf(EnterpriseBindingList, SPEC),
  entryOf(EnterpriseBindingEntry, SPEC),
];
