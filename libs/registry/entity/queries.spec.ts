import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF, type Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { veilOver } from '@privacy/veil';
import { answering } from '@query/answering';
import { EntryQuery, ListQuery } from '@query/register';
import { Desk } from '@testing/desk';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import type { EntityEvent } from './events';
import { entityRegister } from './projector';
import {
  BindableEntityList,
  entityAnswers,
  EntityEntry,
  EntityList,
  withEntities,
  withManagers,
} from './queries';
import { approved, COOP, COUNTY, registered, somebody, USCC, usccOf } from './story';

const ENTERPRISE = '00000000-0000-5000-8000-0000000000e1';
const ELSEWHERE = '00000000-0000-5000-8000-0000000000e2';
const told = (id: string, ...events: readonly EntityEvent[]) =>
  events.map(({ type, data }) => ({ stream: `entity-${id}`, type, data: data as never }));

describe('the register of operating entities, asked', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    shelf = new Shelf(entityAnswers, { viewer: somebody('AUDITOR'), today: '2025-03-01' });
    await shelf.hold(entityRegister, [
      ...told(COOP, registered(), approved),
      ...told(
        ENTERPRISE,
        registered({
          ...{ kind: 'LEADING_ENTERPRISE', name: '柑桔加工公司', uscc: usccOf('91530424MA0000001') },
          ...{ leadingLevel: 'COUNTY', industries: ['FRUIT', 'FOOD_PROCESSING'] },
        }),
      ),
      ...told(
        ELSEWHERE,
        registered({ villageCode: divisionCode('411423100001'), uscc: usccOf('93411423MA0000001') }),
      ),
    ]);
  });
  afterEach(() => shelf.close());

  const idsOf = async (fields: Partial<EntityList>) => {
    const { items } = (await shelf.ask(Object.assign(new EntityList(), fields))) as {
      items: readonly { id: string }[];
    };
    return items.map(({ id }) => id);
  };
  const entry = (id: string) => shelf.ask(Object.assign(new EntityEntry(), { id }));

  it('lists by village and name what lies inside the division of the viewer', async () => {
    expect(await idsOf({})).toEqual([ENTERPRISE, COOP]);
    expect(await idsOf({ division: divisionCode('530424103000') })).toEqual([]);
    await expect(idsOf({ division: divisionCode('411423000000') })).rejects.toThrow('lies outside');
  });

  it.each<[Partial<EntityList>, readonly string[]]>([
    [{ kind: 'COOPERATIVE' }, [COOP]],
    [{ state: 'ACTIVE' }, [COOP]],
    [{ state: 'CANDIDATE' }, [ENTERPRISE]],
    [{ industries: 'FRUIT' }, [ENTERPRISE, COOP]],
    [{ industries: 'FOOD_PROCESSING' }, [ENTERPRISE]],
    [{ leadingLevel: 'COUNTY' }, [ENTERPRISE]],
    [{ uscc: USCC }, [COOP]],
    [{ kind: 'COOPERATIVE', state: 'CANDIDATE' }, []],
    [{ uscc: usccOf('91530424MA0000001').toLowerCase() }, [ENTERPRISE]],
    [{ uscc: '915304' }, [ENTERPRISE]],
    [{ name: '柑桔' }, [ENTERPRISE, COOP]],
    [{ name: '柑桔加' }, [ENTERPRISE]],
    [{ name: ' 公 司' }, [ENTERPRISE]],
    [{ name: '司公' }, []],
    [{ name: '柑桔', kind: 'COOPERATIVE' }, [COOP]],
  ])('lists those with %j', async (fields, ids) => {
    expect(await idsOf(fields)).toEqual(ids);
  });

  it('goes on where a page ended', async () => {
    const first = (await shelf.ask(Object.assign(new EntityList(), { limit: 1 }))) as {
      items: object[];
      next: string;
    };
    expect(first.items).toMatchObject([{ id: ENTERPRISE }]);
    expect(await idsOf({ limit: 1, cursor: first.next })).toEqual([COOP]);
  });

  it('shows one, unless it is unknown or another county’s', async () => {
    expect(await entry(COOP)).toMatchObject({ id: COOP, state: 'ACTIVE', division: '530424102201' });
    await expect(entry('00000000-0000-5000-8000-0000000000e9')).rejects.toThrow('no entity');
    await expect(entry(ELSEWHERE)).rejects.toThrow(`lies outside ${COUNTY}`);
  });
});

describe('whom a household can be bound to', () => {
  const VILLAGER = { ...somebody('VILLAGE_INFORMANT'), scope: divisionCode('530424103001') };
  let shelf: Shelf;
  beforeEach(async () => {
    shelf = new Shelf(entityAnswers, { viewer: VILLAGER, today: '2025-03-01' });
    const next = { uscc: usccOf('93530424MA0000002'), name: '蔬菜专业合作社' };
    await shelf.hold(entityRegister, [
      ...told(COOP, registered(), approved),
      ...told(ENTERPRISE, registered({ ...next, industries: ['VEGETABLE'] })),
      ...told(ELSEWHERE, registered({ villageCode: divisionCode('411423100001') }), approved),
    ]);
  });
  afterEach(() => shelf.close());

  const asked = async (fields: Partial<BindableEntityList>) => {
    const question = Object.assign(new BindableEntityList(), fields);
    return ((await shelf.ask(question)) as { items: readonly object[] }).items;
  };

  it('is told to a village of all that are active in its county, and of no other', async () => {
    expect(await asked({})).toEqual([
      {
        ...{
          id: COOP,
          division: '530424102201',
          kind: 'COOPERATIVE',
          name: '盘溪柑桔专业合作社',
          uscc: USCC,
        },
        ...{ industries: ['FRUIT'], tags: [], leadingLevel: null, demoLevel: null },
      },
    ]);
    await expect(asked({ division: divisionCode('411423000000') })).rejects.toThrow('lies outside');
  });

  it.each<[Partial<BindableEntityList>, number]>([
    [{ industries: 'FRUIT' }, 1],
    [{ industries: 'VEGETABLE' }, 0],
    [{ name: '柑桔' }, 1],
    [{ division: divisionCode('530424102000') }, 1],
    [{ division: divisionCode('530424103000') }, 0],
  ])('is asked by %j', async (fields, found) => {
    expect(await asked(fields)).toHaveLength(found);
  });
});

/** A question whose lines name entities. */
class Ledger {
  static readonly title = '台账';
  static readonly askedBy = STAFF;
  static readonly shows = 'MANAGER';
}
const ledger = answering(Ledger, () =>
  Promise.resolve({ items: [{ entityId: COOP, unpaidFen: 1 }, { entityId: ELSEWHERE }] }),
);

describe('who manages an entity', () => {
  it('is shown masked beside every line that names it, unless it lies outside what the viewer sees', async () => {
    const desk = new Desk([], Date.UTC(2025, 2, 1, 4));
    const manager = await desk.vault.seal(COOP, { managerName: '张晓明', managerPhone: '13812341234' });
    const shelf = new Shelf(withManagers([ledger]), {
      ...{ viewer: somebody('TOWN_INFORMANT'), today: '2025-03-01' },
      veil: veilOver(desk.vault),
    });
    await shelf.hold(entityRegister, [
      ...told(COOP, registered({ manager })),
      ...told(ELSEWHERE, registered({ villageCode: divisionCode('411423100001') })),
    ]);
    expect(await shelf.ask(new Ledger())).toEqual({
      items: [
        {
          ...{ entityId: COOP, unpaidFen: 1 },
          manager: { managerName: '张**', managerPhone: '*******1234' },
        },
        { entityId: ELSEWHERE, manager: null },
      ],
    });
    await shelf.close();
    await desk.close();
  });
});

/** Questions whose lines, or the entry, say what the entity is called. */
class Bound extends ListQuery {
  static readonly title = '绑定';
  static readonly askedBy = STAFF;
  static readonly namesEntity = true;
}
class BoundEntry extends EntryQuery {
  static readonly title = '绑定';
  static readonly askedBy = STAFF;
  static readonly namesEntity = true;
}
const UNKNOWN = '00000000-0000-5000-8000-0000000000e9';
const bound = withEntities([
  answering(Bound, () => Promise.resolve({ items: [{ entityId: ELSEWHERE }, { entityId: UNKNOWN }] })),
  answering(BoundEntry, () => Promise.resolve({ id: 'b1', entityId: ELSEWHERE })),
]);

describe('what an entity is called', () => {
  const as = async (viewer: Actor, ask: (shelf: Shelf) => Promise<void>): Promise<void> => {
    const desk = new Desk([], Date.UTC(2025, 2, 1, 4));
    const manager = await desk.vault.seal(ELSEWHERE, { managerName: '张晓明', managerPhone: '13812341234' });
    const shelf = new Shelf(bound, { viewer, today: '2025-03-01', veil: veilOver(desk.vault) });
    const far = { villageCode: divisionCode('411423100001'), name: '邻县合作社', manager };
    await shelf.hold(entityRegister, told(ELSEWHERE, registered(far)));
    await ask(shelf);
    await shelf.close();
    await desk.close();
  };

  it('is told to everybody who sees the line, wherever the entity lies', () =>
    as(somebody('TOWN_INFORMANT'), async (shelf) => {
      expect(await shelf.ask(new Bound())).toEqual({
        items: [
          { entityId: ELSEWHERE, entityName: '邻县合作社' },
          { entityId: UNKNOWN, entityName: null },
        ],
      });
    }));

  it('is told to a household with who manages it, masked', () =>
    as(speaking('HOUSEHOLD', UNKNOWN), async (shelf) => {
      const manager = { managerName: '张**', managerPhone: '*******1234' };
      const shown = { entityId: ELSEWHERE, entityName: '邻县合作社', manager };
      expect(await shelf.ask(new BoundEntry())).toEqual({ id: 'b1', ...shown });
      expect(await shelf.ask(new Bound())).toMatchObject({ items: [shown, { manager: null }] });
    }));
});
