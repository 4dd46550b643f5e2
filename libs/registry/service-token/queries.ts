import type { Role } from '@kernel/actor';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';

export class ServiceTokenList extends ListQuery {
  static readonly title = '服务令牌台账';
  static readonly askedBy: readonly Role[] = ['ADMIN', 'AUDITOR', 'SUPERVISOR'];
}

export const serviceTokenAnswers: readonly AnyAnswering[] = [
  listOf(ServiceTokenList, {
    projection: 'service-token',
    collection: 'service-tokens',
    kind: 'service token',
    sort: [['until', 1]],
  }),
];
