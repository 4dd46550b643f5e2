import { STAFF } from '@kernel/actor';
import { INDUSTRIES } from '@kernel/linkage';
import type { AnyAnswering } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery } from '@query/register';
import { IsOneOf, IsText, Optional } from '@validation/fields';
import { QueryFlag } from '@validation/query-fields';
import { IsBoolean } from 'class-validator';
import { TARGET_GROUPS } from './category';
import { MONITORING_CATEGORIES } from './events';

const SPEC = {
  projection: 'household',
  collection: 'households',
  kind: 'household',
  sort: [
    ['division', 1],
    ['householdNo', 1],
  ],
} as const;

export class HouseholdList extends ListQuery {
  static readonly title = '农户名册';
  static readonly askedBy = STAFF;

  @Optional() @IsText(40) householdNo?: string;
  @Optional() @IsOneOf([...MONITORING_CATEGORIES, 'ALLEVIATED', 'LOW_INCOME', 'GENERAL']) category?: string;
  @Optional() @IsOneOf(TARGET_GROUPS) groups?: string;
  @Optional() @IsOneOf(INDUSTRIES) industries?: string;
  @Optional() @QueryFlag() @IsBoolean() eligible?: boolean;
  @Optional() @QueryFlag() @IsBoolean() vanished?: boolean;
}

export class HouseholdEntry extends EntryQuery {
  static readonly title = '农户';
  static readonly askedBy = STAFF;
}

export const householdAnswers: readonly AnyAnswering[] = [
  listOf(HouseholdList, SPEC),
  entryOf(HouseholdEntry, SPEC),
];
