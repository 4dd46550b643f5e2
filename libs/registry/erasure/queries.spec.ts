import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { command } from '@testing/decider';
import type { Happening } from '@testing/events';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import type { ErasureSubject } from './events';
import { erasureRegister } from './projector';
import { erasureAnswers, ErasureEntry, ErasureList } from './queries';
import { HOUSEHOLD, refused, requested, somebody } from './story';

const PERSON = derivedId('person');
const ENTITY = derivedId('entity');
const USER = derivedId('user');
const NEIGHBOUR = derivedId('neighbour');

const asked = (subjectKind: ErasureSubject, subjectId: string, more: object = {}): Happening => ({
  ...{ stream: `erasure-${subjectId}`, type: requested.type },
  data: { ...requested.data, subjectKind, subjectId, ...more },
});

describe('who asked that somebody be forgotten', () => {
  const shelves: Shelf[] = [];
  const shelfOf = async (viewer: Actor): Promise<Shelf> => {
    const shelf = new Shelf(erasureAnswers, { viewer, today: '2025-03-10' });
    shelves.push(shelf);
    await shelf.hold(erasureRegister, [
      asked('HOUSEHOLD', HOUSEHOLD),
      { stream: `erasure-${HOUSEHOLD}`, ...refused },
      asked('PERSON', PERSON, { householdId: HOUSEHOLD }),
      asked('ENTITY', ENTITY),
      asked('USER', USER),
      asked('HOUSEHOLD', NEIGHBOUR),
    ]);
    return shelf;
  };
  const listed = async (shelf: Shelf): Promise<readonly string[]> => {
    const { items } = (await shelf.ask(new ErasureList())) as {
      readonly items: readonly { readonly id: string }[];
    };
    return items.map(({ id }) => id).sort();
  };
  const entry = (shelf: Shelf, id: string) => shelf.ask(command(ErasureEntry as never, { id }));

  let [household, manager, staff]: Shelf[] = [];
  const shelf = (one: Shelf | undefined): Shelf => one as Shelf;

  beforeAll(async () => {
    household = await shelfOf(speaking('HOUSEHOLD', HOUSEHOLD));
    manager = await shelfOf(speaking('ENTITY_MANAGER', ENTITY));
    staff = await shelfOf(somebody('COUNTY_SIGNER'));
  });
  afterAll(() => Promise.all(shelves.map((one) => one.close())));

  it('learns what became of it: of the household and of everybody in it', async () => {
    expect(await listed(shelf(household))).toEqual([HOUSEHOLD, PERSON].sort());
    expect(await entry(shelf(household), HOUSEHOLD)).toMatchObject({
      ...{ state: 'REFUSED', refusal: { ground: 'RETENTION_DUTY', lawClause: '会计法 第二十三条' } },
    });
    expect(await entry(shelf(household), PERSON)).toMatchObject({
      state: 'REQUESTED',
      subjectKind: 'PERSON',
    });
  });

  it('learns it of the entity that is spoken for', async () => {
    expect(await listed(shelf(manager))).toEqual([ENTITY]);
    expect(await entry(shelf(manager), ENTITY)).toMatchObject({ state: 'REQUESTED' });
  });

  it('learns nothing of what others asked', async () => {
    for (const id of [NEIGHBOUR, ENTITY, USER])
      await expect(entry(shelf(household), id)).rejects.toThrow(`no erasure ${id}`);
    for (const id of [HOUSEHOLD, PERSON, USER])
      await expect(entry(shelf(manager), id)).rejects.toThrow(`no erasure ${id}`);
  });

  it('is seen by its division as everybody sees it', async () => {
    expect(await listed(shelf(staff))).toHaveLength(5);
  });
});
