import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectors } from '@county/modules';
import { divisionCode, levelOf, type DivisionCode } from '@kernel/division-code';
import { divisionId } from '@registry/division/state';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { appointmentAnswers, VacantPosts } from './queries';
import { postId } from './state';
import { admin, appointed, VILLAGE } from './story';

const [NEXT, LAST] = ['530424102202', '530424102203'].map(divisionCode) as [DivisionCode, DivisionCode];

const used = (code: DivisionCode): Happening => ({
  ...{ stream: `division-${divisionId(code)}`, type: 'DivisionRegistered' },
  data: { code, name: code, level: levelOf(code), on: '2020-01-01', source: '' },
});
const informantOf = (code: DivisionCode): Happening => {
  const { type, data } = appointed('li', undefined, { divisionCode: code });
  const post = { role: 'VILLAGE_INFORMANT', divisionCode: code, seat: 1, subjectId: null } as const;
  return { stream: `appointment-${postId(post)}`, type, data: data };
};

describe('posts of informants that nobody holds', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(appointmentAnswers, { viewer: admin, today: '2025-04-01' });
  });
  afterEach(() => shelf.close());

  const hold = (...happenings: readonly Happening[]) =>
    shelf.run(
      projectors.filter(({ name }) => ['division', 'appointment'].includes(name)),
      [...[VILLAGE, NEXT, LAST].map(used), ...happenings],
    );
  const page = (cursor?: string) =>
    shelf.ask(Object.assign(new VacantPosts(), { limit: 1, ...(cursor && { cursor }) })) as Promise<{
      readonly items: readonly { readonly division: string }[];
      readonly next: string | null;
    }>;

  it('are found on the first page however many divisions before have theirs', async () => {
    await hold(informantOf(VILLAGE), informantOf(NEXT));
    expect(await page()).toMatchObject({ items: [{ division: LAST, role: 'VILLAGE_INFORMANT' }] });
  });

  it('are told page by page, each once', async () => {
    await hold(informantOf(NEXT));
    const first = await page();
    const second = await page(first.next ?? '');
    expect([first, second].flatMap(({ items }) => items.map(({ division }) => division))).toEqual([
      ...[VILLAGE, LAST],
    ]);
  });

  it('are none where nothing goes on', async () => {
    await hold(...[VILLAGE, NEXT, LAST].map(informantOf));
    expect(await page()).toMatchObject({ items: [], next: null });
  });
});
