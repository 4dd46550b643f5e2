import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HEALTH_READERS, STAFF } from '@kernel/actor';
import { command } from '@testing/decider';
import { Shelf } from '@testing/shelf';
import type { HouseholdEvent } from './events';
import { householdRegister } from './projector';
import { householdAnswers, HouseholdEntry, HouseholdList } from './queries';
import {
  alleviated,
  eligible,
  HOUSEHOLD,
  monitored,
  NEIGHBOUR,
  NEXT_VILLAGE,
  on,
  registered,
  somebody,
  vanished,
  VILLAGE,
} from './story';

const ELSEWHERE = '00000000-0000-5000-8000-0000000000b3';
const told = (id: string, ...events: readonly HouseholdEvent[]) =>
  events.map(({ type, data }) => ({ stream: `household-${id}`, type, data: data as never }));
const another = (householdNo: string, villageCode = VILLAGE) => ({
  ...registered,
  data: { ...registered.data, householdNo, villageCode, group: null },
});
type OfHealth = { readonly reasonIfNot: unknown; readonly riskFactors: unknown };
const will: HouseholdEvent = { type: 'IndustryWillRecorded', data: { industries: ['FRUIT', 'PEANUT'], on } };

describe('the register of households, asked', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    shelf = new Shelf(householdAnswers, { viewer: somebody('VILLAGE_INFORMANT'), today: '2025-03-01' });
    await shelf.hold(householdRegister, [
      ...told(NEIGHBOUR, another('5304241020002'), monitored('MARGINAL'), will, vanished),
      ...told(HOUSEHOLD, registered, alleviated, eligible),
      ...told(ELSEWHERE, another('5304241020003', NEXT_VILLAGE), alleviated),
    ]);
  });
  afterEach(() => shelf.close());

  const idsOf = async (fields: Partial<HouseholdList>) => {
    const { items } = (await shelf.ask(command(HouseholdList as never, fields))) as {
      items: readonly { id: string }[];
    };
    return items.map(({ id }) => id);
  };

  it('lists by number what lies in the division of the viewer', async () => {
    expect(await idsOf({})).toEqual([HOUSEHOLD, NEIGHBOUR]);
    await expect(idsOf({ division: NEXT_VILLAGE })).rejects.toThrow('lies outside');
  });

  it.each<[Partial<HouseholdList>, readonly string[]]>([
    [{ category: 'MARGINAL' }, [NEIGHBOUR]],
    [{ category: 'ALLEVIATED' }, [HOUSEHOLD]],
    [{ groups: 'MONITORED' }, [NEIGHBOUR]],
    [{ industries: 'PEANUT' }, [NEIGHBOUR]],
    [{ eligible: true }, [HOUSEHOLD]],
    [{ vanished: true }, [NEIGHBOUR]],
    [{ householdNo: '5304241020001' }, [HOUSEHOLD]],
    [{ category: 'MARGINAL', vanished: false }, []],
    [{ group: `${VILLAGE}-03` }, [HOUSEHOLD]],
    [{ group: `${VILLAGE}-04` }, []],
  ])('filters by %j', async (fields, ids) => {
    expect(await idsOf(fields)).toEqual(ids);
  });

  it('is sorted by group of villagers or by number across villages, where that is asked for', async () => {
    expect(await idsOf({ sort: 'group' })).toEqual([NEIGHBOUR, HOUSEHOLD]);
    expect(await idsOf({ sort: 'householdNo' })).toEqual([HOUSEHOLD, NEIGHBOUR]);
  });

  it('goes on where a page ended only in the same order', async () => {
    const first = (await shelf.ask(command(HouseholdList as never, { sort: 'group', limit: 1 }))) as {
      next: string;
    };
    expect(await idsOf({ sort: 'group', cursor: first.next })).toEqual([HOUSEHOLD]);
    await expect(idsOf({ cursor: first.next })).rejects.toThrow('does not belong to this query');
  });

  it('shows one household, and none of another village', async () => {
    const asked = (id: string) => shelf.ask(command(HouseholdEntry as never, { id }));
    expect(await asked(HOUSEHOLD)).toMatchObject({ category: 'ALLEVIATED', eligible: true });
    await expect(asked(ELSEWHERE)).rejects.toThrow('lies outside');
    await expect(asked('00000000-0000-5000-8000-0000000000b4')).rejects.toThrow('no household');
  });
});

describe('what tells of the health of a household', () => {
  const ill: HouseholdEvent = {
    type: 'EligibilityAssessed',
    data: { ...eligible.data, hasDevelopmentConditions: false, reasonIfNot: 'AGE_OR_ILLNESS' },
  };
  const seenBy = async (role: (typeof STAFF)[number]): Promise<readonly unknown[]> => {
    const shelf = new Shelf(householdAnswers, { viewer: somebody(role), today: '2025-03-01' });
    await shelf.hold(householdRegister, [
      ...told(HOUSEHOLD, registered, ill, monitored('MARGINAL')),
      ...told(NEIGHBOUR, another('5304241020002'), eligible),
    ]);
    const { items } = (await shelf.ask(new HouseholdList())) as {
      items: readonly OfHealth[];
    };
    const entry = await shelf.ask(command(HouseholdEntry as never, { id: HOUSEHOLD }));
    await shelf.close();
    return [...items, entry as OfHealth].map(({ reasonIfNot, riskFactors }) => [reasonIfNot, riskFactors]);
  };

  it('only who assesses it or audits that reads: everybody else, that there is a reason and a risk', async () => {
    for (const role of STAFF) {
      const seen = HEALTH_READERS.includes(role) ? ['AGE_OR_ILLNESS', ['ILLNESS']] : ['***', '***'];
      expect([role, await seenBy(role)]).toEqual([role, [seen, [null, null], seen]]);
    }
    expect(STAFF.filter((role) => HEALTH_READERS.includes(role))).toEqual([
      ...['VILLAGE_INFORMANT', 'TOWN_INFORMANT', 'COUNTY_INFORMANT', 'RESIDENT_TEAM'],
      ...['REVITALIZATION_BUREAU', 'AUDITOR'],
    ]);
  });
});
