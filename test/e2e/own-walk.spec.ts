import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SPEAKERS, type Actor, type Role } from '@kernel/actor';
import { within, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { BESIDES } from './asked-for';
import { RunningCounty, type Answer } from './running-county';
import { buildSmallCounty } from './small-county';
import { HOME, NEIGHBOUR, WalkedCounty, type Row, type Walked } from './walked-county';
import { leavesOf, listOf, plain, rolesOf } from './walked-questions';

/** What everybody may know within a division: who is registered as an operating entity, which divisions there are. */
const PUBLIC = ['DivisionList', 'DivisionEntry', 'EntityList', 'EntityEntry'];

/** How rows name whom they concern. */
const NAMES: Readonly<Partial<Record<Role, readonly string[]>>> = {
  ENTITY_MANAGER: ['entityId', 'enterpriseId', 'cooperativeId'],
  HOUSEHOLD: ['householdId', 'householdIds'],
};

/** Whom an amended paper that waits for signatures would list. */
const joining = ({ amendment }: Row): readonly string[] => {
  const { terms } = (amendment ?? {}) as { terms?: { households: readonly { householdId: string }[] } };
  return (terms?.households ?? []).map(({ householdId }) => householdId);
};

/** Fields by which a list can be asked for one of their kind. */
const SEEKING: Readonly<Partial<Record<Role, readonly string[]>>> = {
  ENTITY_MANAGER: ['entityId'],
  HOUSEHOLD: ['householdId'],
};

/** Of a route by an entry that it opens. */
const LISTS: Readonly<Record<string, string>> = { DividendLineExplanation: '/distributions/lines' };

const NOBODY = derivedId('nobody');

/** Whoever speaks for one household or entity, on every route that answers them, in a whole demonstration county. */
describe('what is theirs, walked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-own-'));
  let county: RunningCounty;
  let walked: WalkedCounty;
  let speakers: readonly (readonly [role: Role, subjectId: string])[];
  let households: readonly Row[];
  let entities: readonly Row[];

  beforeAll(async () => {
    await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, '2026-04-10', { RATE_LIMIT_PER_MINUTE: '0' });
    walked = new WalkedCounty(county);
    await walked.prepare();
    households = await whole('/households');
    entities = await whole('/entities');
    speakers = [
      ...(await mostNamed('ENTITY_MANAGER', ['/distributions', '/rectifications', '/enterprise-bindings'])),
      ...(await mostNamed('HOUSEHOLD', ['/distributions/lines', '/agreements', '/household-bindings'])),
    ];
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const whole = (path: string, query: Readonly<Record<string, string>> = {}): Promise<readonly Row[]> =>
    walked.all(path, walked.actor('SUPERVISOR', HOME), query);

  const namedIn = (row: Row, role: Role): readonly string[] => [
    ...(NAMES[role] ?? []).flatMap((field) => (row[field] ?? []) as string | readonly string[]),
    ...(role === 'HOUSEHOLD' ? joining(row) : []),
  ];

  /** Of each of the lists whoever has the most rows of it, and is not the one of a list before. */
  const mostNamed = async (role: Role, paths: readonly string[]) => {
    const found: string[] = [];
    for (const path of paths) {
      const named = (await whole(path)).flatMap((row) => [...new Set(namedIn(row, role))]);
      const times = (id: string) => named.filter((one) => one === id).length;
      const others = [...new Set(named)].filter((id) => !found.includes(id));
      found.push(...others.sort((one, other) => times(other) - times(one)).slice(0, 1));
    }
    return found.map((id) => [role, id] as const);
  };

  /** Where somebody who speaks for one may be signed in: it decides nothing. */
  const wherever = (role: Role, subjectId: string): readonly Actor[] =>
    [HOME, NEIGHBOUR].map((scope) => walked.actor(role, scope, subjectId));

  const own = () => walked.lines.filter(({ ownTo }) => ownTo.length > 0);
  const lists = () =>
    own().filter(({ parameters, path }) => parameters.includes('cursor') && !path.includes('{'));
  const entries = () => own().filter(({ path }) => path.includes('{id}') && !path.startsWith('/history'));
  const histories = () => own().filter(({ path }) => path.startsWith('/history'));

  const spoken = async (
    line: Walked,
    visit: (role: Role, subjectId: string, who: Actor) => Promise<void>,
  ): Promise<void> => {
    for (const [role, subjectId] of speakers.filter(([one]) => line.ownTo.includes(one)))
      for (const who of wherever(role, subjectId)) await visit(role, subjectId, who);
  };

  it('is all that they may ask for, but for what is public', () => {
    const others = walked.lines.filter(
      (line) =>
        line.method === 'get' &&
        ['NARROWED', 'ENTRY'].includes(line.reach) &&
        SPEAKERS.some((role) => rolesOf(line).includes(role) && !line.ownTo.includes(role)),
    );
    expect(others.map(({ name }) => name).sort()).toEqual([...PUBLIC].sort());
    expect([lists().length, entries().length, histories().length]).toEqual([10, 15, 4]);
    expect(speakers).toHaveLength(6);
  });

  it.each([{}, { asOf: '2025-06-30' }, { knownAt: '2025-12-31' }])(
    'is listed to them whole and alone, wherever they are signed in: %j',
    async (moment) => {
      let count = 0;
      for (const line of lists()) {
        const rows = await whole(line.path, moment);
        await spoken(line, async (role, subjectId, who) => {
          const mine = rows.filter((row) => namedIn(row, role).includes(subjectId)).map(({ id }) => id);
          const seen = (await walked.all(line.path, who, moment)).map(({ id }) => id);
          expect([line.name, role, seen]).toEqual([line.name, role, mine]);
          count += mine.length;
        });
        for (const who of line.ownTo.flatMap((role) => wherever(role, NOBODY)))
          expect([line.name, await walked.all(line.path, who, moment)]).toEqual([line.name, []]);
      }
      expect(count).toBeGreaterThan(20);
    },
    120_000,
  );

  it('is narrowed by a division and by every filter but another of their kind', async () => {
    for (const line of lists())
      await spoken(line, async (role, subjectId, who) => {
        const mine = await walked.all(line.path, who);
        const division = mine[0]?.division ?? NEIGHBOUR;
        const there = await walked.all(line.path, who, { division });
        const lie = mine.filter((row) => within(row.division as DivisionCode, division as DivisionCode));
        expect([line.name, there]).toEqual([line.name, lie]);
        const sought = line.parameters.filter((name) => SEEKING[role]?.includes(name));
        for (const field of sought) {
          const itself = await walked.ask(line, who, { query: { [field]: subjectId } });
          const others = await Promise.all(
            strangers(role, subjectId).map((id) => walked.ask(line, who, { query: { [field]: id } })),
          );
          expect([line.name, field, told(itself)]).toEqual([line.name, field, 'ANSWERED']);
          expect(new Set(others.map(told))).toEqual(new Set(['403 NOT_YOUR_SUBJECT']));
        }
      });
  }, 120_000);

  const strangers = (role: Role, subjectId: string): readonly string[] => {
    const all = role === 'HOUSEHOLD' ? households : entities;
    return [
      NOBODY,
      ...all
        .map(({ id }) => id)
        .filter((id) => id !== subjectId)
        .slice(0, 3),
    ];
  };

  const told = ({ status, body }: Answer): string =>
    status < 300 ? 'ANSWERED' : `${String(status)} ${String(body.code)}`;

  /** An answer as it would be about anything else that is not there. */
  const unnamed = ({ status, body }: Answer, id: string): string =>
    JSON.stringify([status, plain(body)]).replaceAll(id, '…');

  const asEntry = (line: Walked, row: Row): Readonly<Record<string, string>> => {
    const { id, distributionId, householdId, holders } = row as Readonly<Record<string, string>>;
    if (line.name === 'DividendLineExplanation')
      return { id: String(distributionId), householdId: String(householdId) };
    const [holder] = (holders ?? []) as unknown as readonly { readonly householdId: string }[];
    return {
      id: String(id),
      ...(line.path.includes('{householdId}') ? { householdId: String(holder?.householdId) } : {}),
    };
  };

  const rowsFor = async (line: Walked): Promise<readonly Row[]> => {
    const rows = await whole(LISTS[line.name] ?? line.path.slice(0, line.path.indexOf('/{')));
    if (line.name === 'HouseholdEntry') return rows.map((row) => ({ ...row, householdId: row.id }));
    if (line.name === 'HoldingExplanation') return rows.filter(({ equity }) => equity !== null);
    if (line.name === 'EvaluationExplanation') return rows.filter((row) => row['totalCentiPoints'] !== null);
    return line.name === 'SignLevelExplained' ? rows.filter((row) => row['requiredLevel'] !== null) : rows;
  };

  it('opens entry by entry, and of others no more than of what is not there', async () => {
    for (const line of entries()) {
      const rows = await rowsFor(line);
      let refused = 0;
      await spoken(line, async (role, subjectId, who) => {
        const mine = rows.filter((row) => namedIn(row, role).includes(subjectId));
        const theirs = rows.filter((row) => !mine.includes(row));
        refused += theirs.length;
        for (const row of mine.slice(0, 5))
          expect([line.name, told(await walked.ask(line, who, { query: asEntry(line, row) }))]).toEqual([
            line.name,
            'ANSWERED',
          ]);
        for (const row of theirs.slice(0, 3)) await isLikeNothing(line, who, asEntry(line, row));
      });
      expect([line.name, refused > 0]).toEqual([line.name, true]);
    }
  }, 120_000);

  /** Now, and at moments before there was anything, or after. */
  const isLikeNothing = async (
    line: Walked,
    who: Actor,
    query: Readonly<Record<string, string>>,
  ): Promise<void> => {
    for (const moment of [{}, { knownAt: '2024-06-30' }, { asOf: '2024-06-30' }]) {
      const theirs = await walked.ask(line, who, { query: { ...query, ...moment } });
      const nothing = await walked.ask(line, who, { query: { ...query, id: NOBODY, ...moment } });
      expect([line.name, told(theirs)]).toEqual([line.name, '404 NOT_FOUND']);
      expect(unnamed(theirs, query['id'] ?? '')).toBe(unnamed(nothing, NOBODY));
    }
  };

  it('is told in its history, and of others no more than of what is not there', async () => {
    const told404 = new Set<string>();
    for (const { aggregate } of county.county.aggregates) {
      const { category } = aggregate;
      const open = Object.keys(aggregate.subjects?.(aggregate.initial) ?? {});
      const rows = open.length > 0 ? await whole(listOf(walked, category).path) : [];
      for (const line of histories())
        await spoken(line, async (role, subjectId, who) => {
          const ask = (id: string) =>
            walked.ask(line, who, { query: { category, id, ...BESIDES[line.name] } });
          const wanted = open.includes(role) ? '404 NOT_FOUND' : '403 ROLE_NOT_ALLOWED';
          expect([category, role, told(await ask(NOBODY))]).toEqual([category, role, wanted]);
          const mine = rows.filter((row) => namedIn(row, role).includes(subjectId));
          if (!open.includes(role)) return;
          for (const { id } of rows.filter((row) => !mine.includes(row)).slice(0, 1)) {
            await isLikeNothing(line, who, { category, id });
            told404.add(category);
          }
          for (const { id } of mine.slice(0, 2))
            expect([category, role, told(await ask(id))]).toEqual([category, role, 'ANSWERED']);
        });
    }
    expect(told404.size).toBe(9);
  }, 120_000);

  /** What would tell of somebody else: ids and numbers of the other households, or ids of the other entities but those it has a contract with. */
  const tellingOfOthers = async (role: Role, subjectId: string): Promise<ReadonlySet<unknown>> => {
    const bound = await whole('/enterprise-bindings');
    const sides = bound.map((row) => namedIn(row, role)).filter((ids) => ids.includes(subjectId));
    const others = (rows: readonly Row[]) =>
      rows.filter(({ id }) => ![subjectId, ...sides.flat()].includes(id));
    return new Set(
      role === 'HOUSEHOLD'
        ? others(households).flatMap(({ id, householdNo }) => [id, householdNo])
        : others(entities).map(({ id }) => id),
    );
  };

  it('names no other household to a household, and no other entity to a manager but the other side of a contract', async () => {
    for (const [role, subjectId] of speakers) {
      const who = walked.actor(role, HOME, subjectId);
      const strange = await tellingOfOthers(role, subjectId);
      for (const line of own().filter(({ ownTo }) => ownTo.includes(role))) {
        const answers = await answersTo(line, role, who);
        const found = answers.flatMap(({ body }) => leavesOf(body)).filter(([, value]) => strange.has(value));
        expect([line.name, found]).toEqual([line.name, []]);
      }
    }
  }, 120_000);

  /** Whatever the route answers them: its pages, or each of their first entries. */
  const answersTo = async (line: Walked, role: Role, who: Actor): Promise<readonly Answer[]> => {
    const isMine = (row: Row) => namedIn(row, role).includes(who.subjectId ?? '');
    if (lists().includes(line)) return [await walked.ask(line, who, { query: { limit: '500' } })];
    if (!histories().includes(line)) {
      const rows = (await rowsFor(line)).filter(isMine).slice(0, 8);
      return Promise.all(rows.map((row) => walked.ask(line, who, { query: asEntry(line, row) })));
    }
    const bindings = (await whole('/household-bindings')).filter(isMine).slice(0, 8);
    const category = 'householdBinding';
    return Promise.all(bindings.map(({ id }) => walked.ask(line, who, { query: { category, id } })));
  };
});
