import { ACCOUNT_WATCHERS } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { showing } from '@query/people';
import { maskRulesInForce } from '@registry/parameter/queries';
import { IsText, Optional } from '@validation/fields';
import type { UserRow } from './projector';

export class UserList extends ListQuery {
  static readonly title = '用户台账';
  static readonly askedBy = ACCOUNT_WATCHERS;
  static readonly shows = 'PERSON';

  @Optional() @IsText(100) login?: string;
}

/** With its last sessions. */
export class UserEntry extends EntryQuery {
  static readonly title = '用户';
  static readonly askedBy = ACCOUNT_WATCHERS;
  static readonly shows = 'PERSON';
}

const SPEC: RegisterSpec<UserRow> = {
  projection: 'user',
  collection: 'users',
  kind: 'user',
  sort: [['login', 1]],
};

const withHolders = showing({
  ...{ whom: 'PERSON', projection: 'user', collection: 'account-holders' },
  rules: maskRulesInForce,
});

export const userAnswers: readonly AnyAnswering[] = withHolders([
  listOf(UserList, SPEC),
  entryOf(UserEntry, SPEC),
]);
