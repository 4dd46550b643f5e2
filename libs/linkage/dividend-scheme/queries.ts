import { STAFF, type Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { entryOf, EntryQuery, ListQuery, listOf, type RegisterSpec } from '@query/register';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { SCHEME_MODES, type SchemeMode } from './events';

export class DividendSchemeList extends ListQuery {
  static readonly title = '分红方案台账';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsOneOf(['DRAFT', 'ADOPTED']) state?: 'DRAFT' | 'ADOPTED';
  @Optional() @IsOneOf(SCHEME_MODES) mode?: SchemeMode;
  /** Schemes in which one household has shares. */
  @Optional() @IsId() householdIds?: string;
}

export class DividendSchemeEntry extends EntryQuery {
  static readonly title = '分红方案';
  static readonly askedBy: readonly Role[] = STAFF;
}

const SPEC: RegisterSpec = {
  projection: 'dividend-scheme',
  collection: 'dividend-schemes',
  kind: 'dividend scheme',
  sort: [['division', 1]],
};

export const dividendSchemeAnswers: readonly AnyAnswering[] = [
  listOf(DividendSchemeList, SPEC),
  entryOf(DividendSchemeEntry, SPEC),
];
