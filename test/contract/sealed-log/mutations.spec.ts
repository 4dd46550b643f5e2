import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedEvent, DamagedLog, type EventStore, type RecordedEvent } from '@event-store/event-store';
import type { Break } from '@event-store/examination';
import { newEvent } from '@event-store/new-event';
import { sealOf, SEAL_STREAM } from '@event-store/sealing/events';
import { rootCode } from '@event-store/sealing/root-code';
import { Sealer } from '@event-store/sealing/sealer';
import { signingKey } from '@event-store/sealing/signing';
import { memorySecrets } from '@event-store/sealing/story';
import type { Trust } from '@event-store/sealing/trust';
import { verify, type Asked, type Progress } from '@event-store/verify';
import { MUTATIONS, notAsSealed, usurped, type Mutation } from './mutations';
import { everythingIn, packed, readLines, verifyPackage } from './packed';
import { EVENTSTOREDB, rechained, SQLITE, type RawLog, type Row } from './raw-log';

const RUNS = 30;
const PACKED_RUNS = 10;
const clock = { now: () => Date.parse('2025-03-01T00:00:00.000Z') };
const EVERY = { events: 15, ms: 3_600_000 };

const sealerOf = (store: EventStore, secrets = memorySecrets()): Sealer =>
  new Sealer({ store, clock, secrets }, EVERY);

/** Of the 37 below. */
const OUT_OF_ORDER = 19;

/** Four streams in turn, 37 events of them, half of them in canonical order, sealed after 15 each and at the end, with a change of the key. */
const filled = async (store: EventStore, secrets: ReturnType<typeof memorySecrets>): Promise<void> => {
  const sealer = sealerOf(store, secrets);
  for (let n = 0; n < 37; n += 1) {
    const stream = `${n % 3 === 0 ? 'income' : 'binding'}-${String(n % 2)}`;
    const metadata = { actor: 'u1', recordedAt: '2025-03-01T00:00:00.000Z', reason: null };
    const sent = { id: randomUUID(), type: 'Noted', data: { 名: '华寧𠮷', amountFen: 1000 + n }, metadata };
    await store.append(stream, 'any', [n % 4 < 2 ? sent : newEvent(sent)]);
    if (n === 20) await sealer.rotate({ user: 'admin', reason: '例行轮换' });
    await sealer.round();
  }
  await sealer.sealNow();
};

const breaksOf = async (store: EventStore, asked: Asked): Promise<readonly Break[]> => {
  const breaks: Break[] = [];
  for await (const progress of verify(store, asked)) breaks.push(...progress.breaks);
  return breaks;
};

/** Null where it cannot be read to its end: nothing can be packed of it. */
const readable = async (store: EventStore): Promise<readonly RecordedEvent[] | null> => {
  try {
    return await everythingIn(store);
  } catch (error) {
    if (error instanceof DamagedEvent || error instanceof DamagedLog) return null;
    throw error;
  }
};

/** What was done where, and what was said of it. */
const told = ({ rows, poked }: Mutation, breaks: readonly Break[]): string => {
  const target = poked && rows[poked.index];
  const said = breaks.map(({ kind, position, detail }) => `${kind} ${position.slice(12, 16)} ${detail.en}`);
  return `${String(target?.type)} ${String(poked?.index)} ${String(poked?.column)} ${String(poked?.bytes)}: ${said.join(' | ')}`;
};

describe.each<[string, RawLog]>([
  [SQLITE.name, SQLITE],
  [EVENTSTOREDB.name, EVENTSTOREDB],
])('a sealed log on %s', (_, log) => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-mutations-'));
  const secrets = memorySecrets();
  let rows: readonly Row[];
  let trust: Trust;
  let files = 0;

  const own = async (number: number): Promise<string | null> => {
    const secret = await secrets.known(number);
    return secret && signingKey(secret).keyId;
  };

  const fresh = (): string => join(folder, `${String((files += 1))}.db`);

  beforeAll(async () => {
    const path = fresh();
    const opened = await log.open(path);
    const { store } = opened;
    await filled(store, secrets);
    const seals = (await store.readStream(SEAL_STREAM))
      .filter(({ type }) => type === 'LogSealed')
      .map(sealOf);
    await opened.close();
    rows = log.read(path);
    trust = { published: seals.map(({ root }) => rootCode(root)), own };
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const placed = (mutated: readonly Row[]): readonly Row[] =>
    mutated.map((row, index) => ({ ...row, position: index + 1 }));

  const written = ({ rows: mutated, poked }: Pick<Mutation, 'rows' | 'poked'>): string => {
    const path = fresh();
    const all = placed(mutated);
    log.write(path, all);
    const row = poked && all[poked.index];
    if (poked && row) log.poke(path, { row, ...poked });
    return path;
  };

  const found = async (
    mutation: Pick<Mutation, 'rows' | 'poked'>,
    asked: Asked,
  ): Promise<readonly Break[]> => {
    const opened = await log.open(written(mutation));
    try {
      return await breaksOf(opened.store, asked);
    } finally {
      await opened.close();
    }
  };

  /** What a package that is made of the log as it is now holds, and what is wrong with it; null where none can be made. */
  const inPackage = async (mutation: Pick<Mutation, 'rows' | 'poked'>) => {
    const opened = await log.open(written(mutation));
    const all = await readable(opened.store);
    await opened.close();
    if (!all?.some(({ type }) => type === 'LogSealed')) return null;
    const target = fresh();
    await packed(target, all, signingKey((await secrets.known(2)) as Buffer));
    const { faults } = await verifyPackage(target, { codes: trust.published ?? [], keys: [] });
    const held = ['events.jsonl', 'seals.jsonl'].map((name) => readLines(target, name));
    return { held: JSON.stringify(held), faults };
  };

  const indexOf = ({ position }: Break): number => Number.parseInt(position.slice(0, 16), 16) - 1;

  it('that nobody has touched agrees, whole and between any two of its seals', async () => {
    expect(await found({ rows }, { trust })).toEqual([]);
    const count = trust.published?.length ?? 0;
    expect(count).toBeGreaterThanOrEqual(4);
    for (let from = 0; from < count; from += 1)
      expect(await found({ rows }, { between: { from, to: count }, trust })).toEqual([]);
  });

  it('is told to hold events whose keys do not stand in canonical order, which no hash depends on', async () => {
    const opened = await log.open(written({ rows }));
    const counts: number[] = [];
    for await (const { otherOrder } of verify(opened.store)) counts.push(otherOrder?.count ?? 0);
    await opened.close();
    expect(counts.at(-1)).toBe(OUT_OF_ORDER);
  });

  it.each(Object.entries(MUTATIONS))('tells where %s', async (name, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary({ log, rows }), async (mutation) => {
        const breaks = await found(mutation, { trust });
        if (!breaks.some((one) => mutation.isNamed(one, indexOf)))
          throw new Error(`${name}: ${told(mutation, breaks)}`);
      }),
      { numRuns: RUNS },
    );
  });

  /** Once, for a package does not know on what engine the log lies. */
  if (log === SQLITE)
    it.each(Object.entries(MUTATIONS))(
      'shows in a package, or gives it nothing else, where %s',
      async (name, arbitrary) => {
        const honest = await inPackage({ rows });
        expect(honest?.faults).toEqual([]);
        await fc.assert(
          fc.asyncProperty(arbitrary({ log, rows }), async (mutation) => {
            const { faults, held } = (await inPackage(mutation)) ?? { faults: ['unreadable'], held: '' };
            if (faults.length === 0 && held !== honest?.held)
              throw new Error(`${name}: ${told(mutation, [])}`);
          }),
          { numRuns: PACKED_RUNS },
        );
      },
    );

  it('that was written anew as a whole, with keys of its own, is betrayed by what was published or by the keys of the county', async () => {
    const path = fresh();
    const opened = await log.open(path);
    const { store } = opened;
    await filled(store, memorySecrets());
    expect(await breaksOf(store, {})).toEqual([]);
    const kinds = async (known: Trust) =>
      new Set((await breaksOf(store, { trust: known })).map(({ kind }) => kind));
    const { published = [] } = trust;
    expect(await kinds({ published })).toEqual(new Set(['SEAL_MISSING']));
    expect(await kinds({ own })).toEqual(new Set(['SEAL_KEY']));
    const first = await secrets.known(1);
    expect(await kinds({ keys: [signingKey(first as Buffer).keyId] })).toEqual(new Set(['SEAL_KEY']));
    await opened.close();
  });

  it('that was written anew under a key of its own is betrayed by the published key that it keeps', async () => {
    const [mutation] = fc.sample(usurped({ log, rows }), 1) as [Mutation];
    expect(await found(mutation, {})).toEqual([]);
    const first = await own(1);
    const breaks = await found(mutation, { trust: { keys: [first ?? ''] } });
    expect(breaks.some((one) => mutation.isNamed(one, indexOf))).toBe(true);
    expect(breaks.map(({ detail }) => detail.en)).toEqual([
      expect.stringContaining('no published key endorses it'),
      expect.stringContaining('no seal of the log is made with the published key'),
    ]);
  });

  it('is looked at between two seals alone where asked', async () => {
    const data = JSON.stringify({ amountFen: 1 });
    const first = rows.findIndex(({ type }) => type === 'Noted');
    const changed = rows.with(first, { ...(rows[first] as Row), data });
    const kinds = async (from: number, to: number) =>
      (await found({ rows: changed }, { between: { from, to } })).map(({ kind }) => kind);
    expect(await kinds(0, 1)).toEqual(['CHANGED']);
    expect(await kinds(1, 3)).toEqual([]);
    await expect(kinds(1, 99)).rejects.toThrow('there is no seal 99');
  });

  it('is looked at in one stream alone where asked, and held against the seals over that', async () => {
    const stream = 'binding-0';
    const all: Progress[] = [];
    const opened = await log.open(written({ rows }));
    for await (const progress of verify(opened.store, { stream, trust })) all.push(progress);
    await opened.close();
    const events = rows.filter((row) => row.stream === stream).length;
    expect(all.flatMap(({ breaks }) => breaks)).toEqual([]);
    expect(all.at(-1)).toMatchObject({ events, streams: 1, seals: 3, unsealed: 0 });
    const first = rows.findIndex((row) => row.stream === stream);
    const data = JSON.stringify({ amountFen: 1 });
    const changed = rechained(log, rows.with(first, { ...(rows[first] as Row), data }), stream);
    const breaks = await found({ rows: changed }, { stream });
    expect(breaks.some((one) => notAsSealed({ log, rows }, first)(one, indexOf))).toBe(true);
    expect(new Set(breaks.map(({ kind }) => kind))).toEqual(new Set(['NOT_AS_SEALED']));
    const published = ['ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-B'];
    const missing = await found({ rows }, { stream, trust: { published } });
    expect(missing.map(({ kind }) => kind)).toEqual(['SEAL_MISSING']);
  });
});
