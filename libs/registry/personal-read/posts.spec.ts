import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import type { Views } from '@query/answering';
import { HOUSEHOLD, NEIGHBOUR, VILLAGE } from '@registry/household/story';
import { PersonalReadList, personalReadAnswers } from './queries';

const POST = derivedId('spec', 'post');
const ROLE = 'VILLAGE_INFORMANT';
const READ = { division: VILLAGE, role: ROLE, reader: 'li', purpose: 'PAYMENT', fields: ['headName'] };

/** What is kept under each collection; of a post where it is, of a place how it was called since when. */
const KEPT: Readonly<Record<string, readonly object[]>> = {
  'personal-reads': [
    { ...READ, id: 'held', subjectKind: 'HOUSEHOLD', subjectId: HOUSEHOLD, post: POST },
    { ...READ, id: 'bare', subjectKind: 'ENTITY', subjectId: NEIGHBOUR, post: null },
  ],
  appointments: [{ id: POST, division: VILLAGE, role: ROLE }],
  divisions: [
    {
      ...{ id: 'village', division: VILLAGE, name: '大寨社区' },
      names: [
        { name: '大寨村委会', from: '2020-01-01' },
        { name: '大寨社区', from: '2026-01-01' },
      ],
    },
  ],
};

const told = async (): Promise<readonly object[]> => {
  const kept = (collection: string) => Promise.resolve(KEPT[collection] ?? []);
  const reader = {
    get: () => Promise.resolve(null),
    getMany: kept,
    find: async (collection: string) => ({ items: await kept(collection), next: null }),
  };
  const views = {
    ...{ of: () => reader, viewer: { user: 'auditor', role: 'AUDITOR', scope: VILLAGE } },
    ...{
      today: '2025-03-02',
      now: '2025-03-02T04:00:00.000Z',
      position: () => Promise.resolve('0'),
      veil: () => Promise.resolve([]),
      successions: () => Promise.resolve([]),
    },
  } as unknown as Views;
  const answering = personalReadAnswers.find(({ query }) => query === PersonalReadList);
  const { items } = (await answering?.answer(new PersonalReadList() as never, views)) as {
    items: readonly object[];
  };
  return items;
};

describe('the record of readings, asked', () => {
  it('names the post by its role and the place as it is called, the role where there is no post, and the purpose', async () => {
    expect(await told()).toMatchObject([
      {
        ...{ postTitle: `大寨村委会${ROLES[ROLE]}`, purposeTitle: '发放资金' },
        ...{ householdId: HOUSEHOLD, entityId: null },
      },
      { postTitle: ROLES[ROLE], purposeTitle: '发放资金', householdId: null, entityId: NEIGHBOUR },
    ]);
  });
});
