import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
import type { EnginePair, OpenEngines } from '../engines/pairs';
import { findAgain } from './finding-again';
import { aCounty, type Founded } from './founding';
import { RunningCounty, type Answer, type Session } from './running-county';

const [HERE, THERE] = ['530424102201', '530424102202'] as const;
const QUARTER = { year: 2024, quarter: 1 } as const;

/** One county that learns better: an income is corrected, a binding ends, a household moves; and what it says of before. */
export const pastJourney = ({ name, open }: EnginePair): void => {
  describe(`what was so and known then, on ${name}`, () => {
    let engines: OpenEngines;
    let county: RunningCounty;
    let founded: Founded;
    let supervisor: Session;
    let clerk: Session;
    let income: string;
    let binding: string;
    let [recorded, corrected] = ['', ''];

    beforeAll(async () => {
      engines = await open();
      county = await RunningCounty.start('2024-01-08', engines.settings);
      founded = await aCounty(county);
      supervisor = county.as('SUPERVISOR');
      clerk = county.as('VILLAGE_INFORMANT', HERE);
      await happen();
    }, 240_000);

    afterAll(async () => {
      await county.stop();
      await engines.close();
    });

    const happen = async (): Promise<void> => {
      const [householdId = ''] = founded.households;
      binding = await bound(householdId);
      await county.goTo('2024-04-10');
      const sheet = { populationCount: 4, items: { a1: 100_000 } };
      const first = await clerk.does('/incomes', { householdId, ...QUARTER, ...sheet });
      [income, recorded] = [first.id, first.position];
      await county.goTo('2024-06-20');
      const right = { ...sheet, quarter: 1, items: { a1: 250_000 }, corrects: 'RECORDING_ERROR' };
      const second = await clerk.does(`/incomes/${income}/correct`, { ...right, reason: '漏记一笔' });
      corrected = second.position;
      await county.goTo('2024-07-03');
      const ending = { cause: 'HOUSEHOLD_WISH', effectiveDate: '2024-07-01', reason: '合作到期' };
      await county.as('COUNTY_INFORMANT').does(`/household-bindings/${binding}/end`, ending);
      await county.goTo('2024-08-01');
      await county
        .as('COUNTY_INFORMANT')
        .does(`/households/${householdId}/move`, { to: THERE, reason: '搬迁' });
      await county.settle();
    };

    const bound = async (householdId: string): Promise<string> => {
      const { id } = await clerk.does('/household-bindings', {
        ...{ householdId, entityId: founded.cooperative, industry: 'FRUIT' },
        ...{ forms: ['ORDER_FARMING'], startDate: '2024-02-01', agreementDueBy: '2024-12-31' },
      });
      await clerk.does(`/household-bindings/${id as string}/submit`, { consentRef: 'consent-sheet' });
      await county.goTo('2024-02-01');
      await county.as('COUNTY_INFORMANT').does(`/household-bindings/${id as string}/activate`);
      return id as string;
    };

    const earned = async (knownAt: string): Promise<unknown> => {
      const { quarters } = await supervisor.sees(`/incomes/${income}`, { knownAt });
      return quarters;
    };

    it('shows an income as it was recorded until the correction was, whichever way the moment is named', async () => {
      const [before, after] = [await earned('2024-06-19'), await earned('2024-06-20')];
      expect(JSON.stringify(before)).toContain('100000');
      expect(JSON.stringify(before)).not.toContain('250000');
      expect(JSON.stringify(after)).toContain('250000');
      expect(await earned(recorded)).toEqual(before);
      expect(await earned(corrected)).toEqual(after);
      expect(await earned('2024-06-20T08:59:59+08:00')).toEqual(before);
      expect(await earned('2024-06-20T01:00:00Z')).toEqual(after);
    });

    it('knows nothing of it before, which is no empty answer, and tells whoever may see it now that it came later', async () => {
      const [own = '', another = ''] = founded.households;
      const head = (subjectId: string): Session => county.as('HOUSEHOLD', HERE, { subjectId });
      const told = async (who: Session, id: string, when: object = { knownAt: '2024-04-09' }) => {
        const { status, body } = await who.get(`/incomes/${id}`, when);
        return `${String(status)} ${body.code as string}`;
      };
      expect(await told(supervisor, income)).toBe('404 NOT_THERE_THEN');
      expect(await told(supervisor, income, { asOf: '2024-04-09' })).toBe('404 NOT_THERE_THEN');
      expect(await told(head(own), income)).toBe('404 NOT_THERE_THEN');
      expect(await told(head(another), income)).toBe('404 NOT_FOUND');
      expect(await told(supervisor, derivedId('nothing'))).toBe('404 NOT_FOUND');
      expect(await told(county.as('SUPERVISOR', '411423000000'), income)).toBe('403 OUT_OF_SCOPE');
    });

    it('tells the state of an aggregate by the same moments', async () => {
      const path = `/history/householdIncome/${income}`;
      const before = await supervisor.sees(`${path}/state`, { knownAt: recorded });
      const after = await supervisor.sees(`${path}/state`, { knownAt: corrected });
      expect([before.revision, after.revision]).toEqual([0, 1]);
      expect((await supervisor.sees(path, { knownAt: '2024-06-19' })).total).toBe(1);
      expect((await supervisor.get(`${path}/state`, { asOf: '2024-04-09' })).status).toBe(404);
    });

    it('lists a binding as it stood on a day, by what is known now and by what was known then', async () => {
      const active = async (query: object): Promise<readonly string[]> => {
        const { items } = await supervisor.sees('/household-bindings', { ...query, state: 'ACTIVE' });
        return (items as { id: string }[]).map(({ id }) => id);
      };
      expect(await active({})).toEqual([]);
      expect(await active({ asOf: '2024-06-30' })).toEqual([binding]);
      expect(await active({ asOf: '2024-07-02' })).toEqual([]);
      expect(await active({ knownAt: '2024-07-02' })).toEqual([binding]);
      expect(await active({ knownAt: '2024-07-02', asOf: '2024-01-31' })).toEqual([]);
      expect(await active({ knownAt: '2024-07-03' })).toEqual([]);
    });

    it('goes on with what is recorded while the same day is asked about', async () => {
      const asOf = '2024-08-01';
      const before = await supervisor.sees('/entities', { asOf });
      const { position } = await county
        .as('TOWN_INFORMANT')
        .does(`/entities/${founded.otherCooperative}/change-industry`, {
          ...{ industries: ['VEGETABLE'], reason: '调整产业' },
        });
      const after = await supervisor.sees('/entities', { asOf });
      expect(after.at.position >= position).toBe(true);
      expect(after.items).not.toEqual(before.items);
      expect((await supervisor.sees('/entities', { knownAt: before.at.position })).items).toEqual(
        before.items,
      );
    });

    it('judges by the day that was known', async () => {
      const then = await supervisor.sees(`/divisions/${HERE}`, { knownAt: '2024-05-01' });
      expect(then).toMatchObject({ asOf: '2024-05-01', at: { asOf: null, knownAt: '2024-05-01' } });
    });

    it.each([
      '/coverage',
      '/coverage/households?which=DOUBLE',
      '/coverage/core-villages',
      '/coverage/outlook/gains',
      '/coverage/denominator-movements',
      '/coverage/breakdowns/by/DIVISION',
    ])('answers %s the same from what documents tell of a day and from what is folded anew', async (path) => {
      const day = '2024-07-03';
      const told = await supervisor.sees(path, { knownAt: day, asOf: '2024-06-30' });
      const { position } = told.at as { position: string };
      const folded = await supervisor.sees(path, { knownAt: position, asOf: '2024-06-30' });
      expect(folded.at).toEqual({ asOf: '2024-06-30', knownAt: position, position });
      /** But for the name of the moment, which is in the paths of lists too. */
      const gist = (answer: object) => JSON.stringify(answer).replaceAll(position, day);
      expect(gist(folded)).toBe(gist(told));
    });

    it('names with a figure the list that was known at the same instant', async () => {
      const covered = async (knownAt: string) => {
        const { single } = await supervisor.sees('/coverage', { asOf: '2024-07-02', knownAt });
        const { items } = await supervisor.sees(single.listRef.numerator as string);
        expect(items).toHaveLength(single.numerator as number);
        return single.numerator as number;
      };
      expect(await covered('2024-07-03T08:59:59+08:00')).toBe(1);
      expect(await covered('2024-07-03')).toBe(0);
    });

    it('narrows the past to the division of whoever asks', async () => {
      const [householdId = ''] = founded.households;
      const seen = async (scope: string, query: object): Promise<readonly string[]> => {
        const { items } = await county.as('SUPERVISOR', scope).sees('/households', query);
        return (items as { id: string }[]).map(({ id }) => id);
      };
      const before = { knownAt: '2024-07-31' };
      expect(await seen(HERE, before)).toContain(householdId);
      expect(await seen(THERE, before)).not.toContain(householdId);
      expect(await seen(HERE, {})).not.toContain(householdId);
      const outside = await county.as('SUPERVISOR', HERE).get('/households', { ...before, division: THERE });
      expect([outside.status, outside.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
      const other = await county.as('SUPERVISOR', THERE).get(`/households/${householdId}`, before);
      expect([other.status, other.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
    });

    it('takes back to an earlier day what was so before it was told, and says of both days what was known', async () => {
      const path = `/households/${founded.households[1] ?? ''}`;
      const of = county.as('COUNTY_INFORMANT');
      const set = (effectiveDate: string) =>
        of.does(`${path}/set-low-income`, { kind: 'MINIMUM_LIVING', effectiveDate });
      const first = await set('2024-07-01');
      expect((await set('2024-05-01')).events).toEqual(['LowIncomeSet']);
      for (const known of ['2024-05-01', '2024-06-15', '2024-08-01'])
        expect((await set(known)).events).toEqual([]);
      const on = async (query: object) => (await of.sees(path, { asOf: '2024-06-01', ...query })).lowIncome;
      expect(await on({})).toBe('MINIMUM_LIVING');
      expect(await on({ knownAt: first.position })).toBeNull();
      const vanished = { cause: 'MOVED_AWAY', reason: '举家迁出', effectiveDate: '2024-07-20' };
      await of.does(`${path}/mark-vanished`, vanished);
      const again = await of.post(`${path}/mark-vanished`, { ...vanished, effectiveDate: '2024-07-10' });
      expect(again.body).toMatchObject({ status: 409, code: 'BEFORE_LAST_CHANGE', since: '2024-07-20' });
    });

    it('answers after a position that its log has, and at once that it has not the other', async () => {
      const asked = async (after: string): Promise<unknown> =>
        (await supervisor.get(`/incomes/${income}`, { after })).body;
      expect(await asked(corrected)).toMatchObject({ id: income });
      expect(await asked('f'.repeat(32))).toMatchObject({ status: 422, code: 'POSITION_UNKNOWN' });
    });

    it('says in both languages why it does not answer', async () => {
      const token = await county.token(supervisor.actor);
      const ask = async (path: string, language: string): Promise<Answer> =>
        await county.http.get(path).set('authorization', `Bearer ${token}`).set('accept-language', language);
      const figure = '/incomes/decline?division=530424000000&year=2024&quarter=1&asOf=2024-05-01';
      for (const path of ['/entities?knownAt=2024-08-02', '/entities?knownAt=2023-12-31', figure]) {
        const [zh, en] = [await ask(path, 'zh'), await ask(path, 'en')];
        expect([zh.status, en.body.code]).toEqual([422, zh.body.code]);
        expect(zh.body.detail).toMatch(/\p{Script=Han}/u);
        expect(en.body.detail).toMatch(/^[ -~]+ [ -~]+$/);
      }
    });

    it('is asked of whom people find by what they know of them', () => findAgain(county, founded));
  });
};
