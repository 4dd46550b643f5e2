import { ACCOUNT_WATCHERS } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import type { AccessTokenRow } from './projector';

export class AccessTokenList extends ListQuery {
  static readonly title = '访问令牌台账';
  static readonly askedBy = ACCOUNT_WATCHERS;
}

export const accessTokenAnswers: readonly AnyAnswering[] = [
  listOf<AccessTokenList, AccessTokenRow>(AccessTokenList, {
    projection: 'access-token',
    collection: 'access-tokens',
    kind: 'access token',
    sort: [['until', 1]],
  }),
];
