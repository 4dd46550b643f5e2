import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainHash, linkOf } from '../chain';
import type { Link, RecordedEvent } from '../event-store';
import type { Break } from '../examination';
import { newEvent } from '../new-event';
import { SqliteEventStore } from './sqlite-event-store';
import { verify } from '../verify';
import { Sqlite } from './driver';

let folder: string;
let file: string;
let store: SqliteEventStore;

/** Positions 1–12: the events of three streams in turn, `binding-1` at 1 4 7 10, `binding-2` at 2 5 8 11, `income-1` at 3 6 9 12. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  file = join(folder, 'events.db');
  store = SqliteEventStore.open(file);
  for (const revision of [0, 1, 2, 3])
    for (const stream of ['binding-1', 'binding-2', 'income-1'])
      await store.append(stream, 'any', [
        { id: randomUUID(), type: 'Noted', data: { amountFen: 1000 + revision }, metadata: { actor: 'u1' } },
      ]);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const tamper = (sql: string): void => {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
};

const breaksOf = async (stream?: string): Promise<readonly Break[]> => {
  const breaks: Break[] = [];
  for await (const progress of verify(store, stream === undefined ? {} : { stream }))
    breaks.push(...progress.breaks);
  return breaks;
};

const short = ({ kind, position, event }: Break): string =>
  [kind, Number.parseInt(position.slice(0, 16), 16), event?.stream, event?.revision].join(' ').trim();

const SWAP = (column: string, a: number, b: number): string => `
  CREATE TEMP TABLE held AS SELECT * FROM events WHERE position IN (${String(a)}, ${String(b)});
  CREATE TEMP TABLE other AS SELECT * FROM held;
  DELETE FROM events WHERE position IN (${String(a)}, ${String(b)});
  UPDATE held SET ${column} = (SELECT ${column} FROM other WHERE other.id <> held.id);
  INSERT INTO events SELECT * FROM held;`;

const COLUMNS = 'id, stream, revision, type, chain, previous_hash, hash, metadata, data';

describe('verifying a log', () => {
  it('with room for few streams in memory keeps the others on the disk, and says the same', async () => {
    for (let revision = 0; revision < 3; revision += 1)
      for (let stream = 0; stream < 40; stream += 1)
        await store.append(`many-${String(stream)}`, 'any', [
          { id: randomUUID(), type: 'Noted', data: { revision, stream }, metadata: { actor: 'u1' } },
        ]);
    const said = async (room?: number) => {
      const all = [];
      for await (const progress of verify(store, room === undefined ? {} : { room })) all.push(progress);
      return all;
    };
    const untouched = await said(4);
    expect(untouched.flatMap(({ breaks }) => breaks)).toEqual([]);
    expect(untouched.at(-1)).toMatchObject({ events: 132, streams: 43 });
    expect(untouched).toEqual(await said());
    tamper(
      `UPDATE events SET data = '{"revision":1,"stream":99}' WHERE stream = 'many-7' AND revision = 1;
       DELETE FROM events WHERE stream = 'many-9' AND revision = 1;
       UPDATE events SET hash = (SELECT hash FROM events WHERE position = 1) WHERE stream = 'many-11' AND revision = 0;`,
    );
    const touched = await said(4);
    expect(touched.flatMap(({ breaks }) => breaks.map(({ kind, event }) => [kind, event?.stream]))).toEqual([
      ['CHANGED', 'many-11'],
      ['CHANGED', 'many-7'],
      ['REMOVED', 'many-9'],
    ]);
    expect(touched).toEqual(await said());
  });

  it('finds nothing in one that nobody has touched, and says how far it is', async () => {
    const last = [];
    for await (const progress of verify(store)) last.push(progress);
    expect(last.at(-1)).toEqual({
      ...{ events: 12, streams: 3, otherOrder: null, position: await store.head(), breaks: [] },
      ...{ seals: 0, unsealed: 12 },
    });
  });

  it.each(['{"amountFen":', '[1001]', '1001'])('finds %s in the place of data, hashed anew', async (data) => {
    const { attested: _, ...last } = (await store.readStream('income-1', 3))[0] as RecordedEvent;
    const { previousHash } = linkOf(last) as Link;
    const hash = chainHash(previousHash, { ...last, data, metadata: '{"actor":"u1"}' });
    tamper(`UPDATE events SET data = '${data}', hash = '${hash}' WHERE position = 12`);
    expect((await breaksOf()).map(short)).toEqual(['CHANGED 12 income-1 3']);
  });

  it('parses an event only where somebody asks what it says, if its text is the one that was hashed', async () => {
    const [first] = await store.readStream('income-1', 0, { exactly: true });
    expect(first?.attested).toEqual(linkOf({ metadata: first?.metadata ?? {} }));
    expect([first?.data, first?.metadata['actor']]).toEqual([{ amountFen: 1000 }, 'u1']);
    await store.append('disorderly-1', 'no-stream', [
      { id: randomUUID(), type: 'Noted', data: { b: 1, a: 2 }, metadata: { actor: 'u1' } },
    ]);
    const [other] = await store.readStream('disorderly-1', 0, { exactly: true });
    expect([other?.attested, JSON.stringify(other?.data)]).toEqual([undefined, '{"b":1,"a":2}']);
    expect(await breaksOf()).toEqual([]);
  });

  it('verifies what was written as it was hashed without parsing it', async () => {
    const parse = jest.spyOn(JSON, 'parse');
    expect(await breaksOf()).toEqual([]);
    expect(parse.mock.calls.filter(([text]) => text.includes('amountFen'))).toEqual([]);
    parse.mockRestore();
  });

  const told = async () => {
    const all = [];
    for await (const { breaks, otherOrder } of verify(store)) all.push({ breaks, otherOrder });
    return { breaks: all.flatMap(({ breaks }) => breaks), otherOrder: all.at(-1)?.otherOrder };
  };

  it.each([
    ['white space', '{"amountFen": 1001}'],
    ['another number for the same', '{"amountFen":1001.0}'],
    ['a sign written as its code', '{"\\u0061mountFen":1001}'],
    ['a key that stands twice', '{"amountFen":7,"amountFen":1001}'],
  ])('calls %s what it is: written otherwise, with the content that was hashed', async (_, data) => {
    tamper(`UPDATE events SET data = '${data}' WHERE position = 4; DELETE FROM events WHERE position = 1`);
    const { breaks } = await told();
    expect(breaks.map(short)).toEqual(['REMOVED 4 binding-1 1', 'CHANGED 4 binding-1 1']);
    tamper(`UPDATE events SET data = '${data.replace('1001', '1002')}' WHERE position = 7`);
    const [, , other] = (await told()).breaks;
    expect(other).toMatchObject({ kind: 'CHANGED', detail: { zh: expect.stringMatching(/^写法不同/) } });
    tamper(`UPDATE events SET data = '${data.replace('1001', '9999')}' WHERE position = 7`);
    const [, , changed] = (await told()).breaks;
    expect(changed).toMatchObject({ kind: 'CHANGED', detail: { zh: '哈希与内容不符' } });
  });

  it('tells of events whose keys were turned, though no hash depends on it and early versions wrote so', async () => {
    for (const stream of ['turned-1', 'turned-2', 'turned-3'])
      await store.append(stream, 'no-stream', [
        newEvent({
          ...{ id: randomUUID(), type: 'Noted', metadata: { actor: 'u1', reason: 'r' } },
          data: { amountFen: 1, paid: { by: 'u1', of: [{ part: 1, whole: 2 }] } },
        }),
      ]);
    expect(await told()).toEqual({ breaks: [], otherOrder: null });
    tamper(
      `UPDATE events SET data = '{"amountFen":1,"paid":{"by":"u1","of":[{"whole":2,"part":1}]}}' WHERE stream = 'turned-1';
       UPDATE events SET metadata = '{"reason":"r","actor":"u1"}' WHERE stream = 'turned-3'`,
    );
    const places = [await store.readStream('turned-1'), await store.readStream('turned-3')].flat();
    const [first, last] = places.map(({ position }) => position);
    expect(await told()).toEqual({ breaks: [], otherOrder: { count: 2, first, last } });
  });

  it.each<[string, string, string[]]>([
    [
      'an amount',
      `UPDATE events SET data = replace(data, '1001', '1009') WHERE position = 4`,
      ['CHANGED 4 binding-1 1'],
    ],
    [
      'an actor',
      `UPDATE events SET metadata = replace(metadata, 'u1', 'u2') WHERE position = 1`,
      ['CHANGED 1 binding-1 0'],
    ],
    ['a type', `UPDATE events SET type = 'Paid' WHERE position = 12`, ['CHANGED 12 income-1 3']],
    ['an id', `UPDATE events SET id = '${randomUUID()}' WHERE position = 5`, ['CHANGED 5 binding-2 1']],
    ['a hash', `UPDATE events SET hash = '${'a'.repeat(64)}' WHERE position = 5`, ['CHANGED 5 binding-2 1']],
    [
      'a link',
      `UPDATE events SET previous_hash = '${'a'.repeat(64)}' WHERE position = 5`,
      ['CHANGED 5 binding-2 1'],
    ],
    [
      'data that is no JSON now',
      `UPDATE events SET data = '{"amountFen":' WHERE position = 4`,
      ['CHANGED 4 binding-1 1'],
    ],
    [
      'data no writer could send',
      `UPDATE events SET data = '{"amountFen":1e999}' WHERE position = 4`,
      ['CHANGED 4 binding-1 1'],
    ],
    [
      'the form of the chain',
      `UPDATE events SET chain = 'v0' WHERE position = 4`,
      ['UNCHAINED 4 binding-1 1'],
    ],
    [
      'two events',
      `UPDATE events SET data = '{}' WHERE position IN (2, 9)`,
      ['CHANGED 2 binding-2 0', 'CHANGED 9 income-1 2'],
    ],
  ])('finds a change of %s and nothing else', async (_, sql, found) => {
    tamper(sql);
    expect((await breaksOf()).map(short)).toEqual(found);
  });

  it.each<[string, string, string[]]>([
    ['from the middle of a stream', 'DELETE FROM events WHERE position = 4', ['REMOVED 7 binding-1 2']],
    ['from its beginning', 'DELETE FROM events WHERE position IN (2, 5)', ['REMOVED 8 binding-2 2']],
    ['from its end', 'DELETE FROM events WHERE position = 10', ['TRUNCATED 10']],
    ['from the end of the log', 'DELETE FROM events WHERE position >= 11', ['TRUNCATED 11']],
    [
      'with a whole stream',
      `DELETE FROM events WHERE stream = 'binding-2'`,
      ['TRUNCATED 2', 'TRUNCATED 5', 'TRUNCATED 8', 'TRUNCATED 11'],
    ],
    [
      'with the middle of another stream',
      `DELETE FROM events WHERE stream = 'binding-2' OR position = 4`,
      ['REMOVED 7 binding-1 2', 'TRUNCATED 2', 'TRUNCATED 4', 'TRUNCATED 8', 'TRUNCATED 11'],
    ],
  ])('finds that events were removed %s', async (_, sql, found) => {
    tamper(sql);
    expect((await breaksOf()).map(short)).toEqual(found);
  });

  it.each<[string, string, string[]]>([
    [
      'two events that changed places',
      SWAP('position', 4, 7),
      ['REORDERED 4 binding-1 2', 'REORDERED 7 binding-1 1'],
    ],
    [
      'two that changed revisions',
      SWAP('revision', 4, 7),
      ['REORDERED 4 binding-1 2', 'REORDERED 7 binding-1 1', 'WRONG_PREVIOUS 10 binding-1 3'],
    ],
    [
      'one taken out and put in again later',
      `CREATE TEMP TABLE held AS SELECT ${COLUMNS} FROM events WHERE position = 4; DELETE FROM events WHERE position = 4;
       INSERT INTO events (${COLUMNS}) SELECT ${COLUMNS} FROM held;`,
      ['REORDERED 7 binding-1 2', 'REORDERED 13 binding-1 1'],
    ],
    ['two contents exchanged', SWAP('data', 4, 7), ['CHANGED 4 binding-1 1', 'CHANGED 7 binding-1 2']],
    [
      'one put in that was never appended',
      `INSERT INTO events (${COLUMNS}) SELECT '${randomUUID()}', stream, 4, type, chain, previous_hash, hash, metadata, data FROM events WHERE position = 4`,
      ['INSERTED 13 binding-1 4'],
    ],
  ])('finds %s', async (_, sql, found) => {
    tamper(sql);
    expect((await breaksOf()).map(short)).toEqual(found);
  });

  it('finds an event that was replaced by one with a hash of its own', async () => {
    const [first] = await store.readStream('binding-1');
    const other = SqliteEventStore.open(join(folder, 'other.db'));
    await other.append('binding-1', 'no-stream', [
      { id: first?.id ?? '', type: 'Noted', data: { amountFen: 1 }, metadata: { actor: 'u1' } },
    ]);
    await other.close();
    tamper(`ATTACH '${join(folder, 'other.db')}' AS other;
      UPDATE events SET (data, hash) = (SELECT data, hash FROM other.events) WHERE position = 1`);
    expect((await breaksOf()).map(short)).toEqual(['WRONG_PREVIOUS 4 binding-1 1']);
  });

  it('names the stream, revision, position and id of what is broken', async () => {
    tamper(`UPDATE events SET data = '{}' WHERE position = 6`);
    const [, second] = await store.readStream('income-1');
    const { stream, revision, position, id } = second ?? {};
    expect(await breaksOf()).toEqual([
      {
        kind: 'CHANGED',
        position,
        event: { stream, revision, position, id },
        detail: { zh: expect.any(String), en: expect.any(String) },
      },
    ]);
  });

  it('looks at one stream alone where asked, also where it cannot be read whole', async () => {
    tamper(
      `UPDATE events SET data = '{}' WHERE position IN (1, 2); UPDATE events SET data = '' WHERE position = 7`,
    );
    expect((await breaksOf('binding-1')).map(short)).toEqual([
      'CHANGED 1 binding-1 0',
      'CHANGED 7 binding-1 2',
    ]);
    expect((await breaksOf('binding-2')).map(short)).toEqual(['CHANGED 2 binding-2 0']);
    expect(await breaksOf('income-1')).toEqual([]);
  });

  it('tells an interested reader before the damaged event, and stops there', async () => {
    tamper(`UPDATE events SET data = '' WHERE position = 3`);
    const seen: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const { events } of store.readAll({ from: '0'.repeat(32) as never }))
        seen.push(...events.map((event) => event.stream));
    };
    await expect(reading()).rejects.toThrow('stream income-1: the event at revision 0 cannot be read');
    expect(seen).toEqual(['binding-1', 'binding-2']);
  });
});
