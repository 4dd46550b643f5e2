import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { Shelf } from '@testing/shelf';
import { speaking } from '@testing/speaking';
import type { DistributionEvent } from './events';
import { dividendRegister } from './projector';
import { DistributionList, dividendAnswers, DividendLineList } from './queries';
import {
  approved,
  boss,
  calculatedWithout,
  declared,
  EACH,
  household,
  id,
  imported,
  overdue,
  paid,
  part,
  told,
} from './story';

const scope = divisionCode('530424000000');
const supervisor = { user: 'supervisor', role: 'SUPERVISOR', scope } as const;

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf(dividendAnswers, { viewer: supervisor, today: '2025-04-01' });
});
afterEach(() => shelf.close());

const hold = (...events: readonly DistributionEvent[]) => shelf.hold(dividendRegister, events.map(told));
const ask = (question: object, fields: object = {}) => shelf.ask(Object.assign(question, fields));

describe('the book of dividends, asked', () => {
  it('lists lines by household and state', async () => {
    await hold(...approved(), paid([part(1)]), overdue(2 * EACH, 2));
    const lines = (fields: object) => ask(new DividendLineList(), fields);
    expect(await lines({ householdId: household(1) })).toMatchObject({ items: [{ state: 'PAID' }] });
    expect(await lines({ state: 'OVERDUE' })).toMatchObject({
      items: [{ householdId: household(2) }, { householdId: household(3) }],
    });
    expect(await lines({ division: divisionCode('530424103000') })).toMatchObject({ items: [] });
    expect(await ask(new DistributionList(), { isOverdue: true })).toMatchObject({ items: [{ id }] });
  });

  it('lists what has been paid as overdue no longer', async () => {
    await hold(...approved(), overdue(3 * EACH, 3), paid([part(1), part(2), part(3)]));
    expect(await ask(new DistributionList(), { isOverdue: true })).toMatchObject({ items: [] });
    expect(await ask(new DistributionList(), { isOverdue: false })).toMatchObject({
      items: [{ id, wasOverdue: true }],
    });
  });

  it('lists what waits for a second person', async () => {
    const waiting = (awaitsSecondPerson: boolean) => ask(new DistributionList(), { awaitsSecondPerson });
    await hold(...approved(), imported([part(1)]));
    expect(await waiting(true)).toMatchObject({ items: [{ id, pendingBatches: [{ batchNo: 'B1' }] }] });
    expect(await waiting(false)).toMatchObject({ items: [] });
  });

  it('lists what is withheld', async () => {
    await hold(declared(), ...calculatedWithout({ [household(2)]: 'BINDING_ENDED' }));
    expect(await ask(new DividendLineList(), { state: 'WITHHELD' })).toMatchObject({
      items: [{ householdId: household(2), withheldFor: 'BINDING_ENDED', withheldFen: EACH }],
    });
  });
});

describe('the book of dividends, asked by who is paid or pays', () => {
  const as = async (viewer: Actor, ask: (shelf: Shelf) => Promise<void>): Promise<void> => {
    const asked = new Shelf(dividendAnswers, { viewer, today: '2025-04-01' });
    await asked.hold(dividendRegister, [...approved(), paid([part(1)])].map(told));
    await ask(asked);
    await asked.close();
  };
  const lines = (asked: Shelf, fields: object = {}) =>
    asked.ask(Object.assign(new DividendLineList(), fields));

  it('shows a household its own lines, and neither the lines nor the sums of the others', () =>
    as(speaking('HOUSEHOLD', household(1)), async (asked) => {
      const { items } = (await lines(asked)) as { items: readonly object[] };
      expect(items).toMatchObject([{ householdId: household(1), state: 'PAID', dueFen: EACH }]);
      expect(items).toHaveLength(1);
      const refused = { code: 'NOT_YOUR_SUBJECT' };
      await expect(lines(asked, { householdId: household(2) })).rejects.toMatchObject(refused);
      await expect(asked.ask(new DistributionList())).rejects.toMatchObject(refused);
    }));

  it('shows the manager of the entity all lines and their sums, and to that of another nothing', async () => {
    await as(boss, async (asked) => {
      expect(await lines(asked, { state: 'DUE' })).toMatchObject({
        items: [{ householdId: household(2) }, { householdId: household(3) }],
      });
      expect(await asked.ask(new DistributionList())).toMatchObject({ items: [{ id, paidFen: EACH }] });
    });
    await as(speaking('ENTITY_MANAGER', household(1)), async (asked) => {
      expect(await lines(asked)).toMatchObject({ items: [] });
      expect(await asked.ask(new DistributionList())).toMatchObject({ items: [] });
    });
  });
});
