import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '@event-store/event-store';
import { SEAL_STREAM, sealOf } from '@event-store/sealing/events';
import { rootCode } from '@event-store/sealing/root-code';
import { readSeals } from '@event-store/sealing/seal-reading';
import { Sealer } from '@event-store/sealing/sealer';
import { signingKey, type SigningKey } from '@event-store/sealing/signing';
import { memorySecrets } from '@event-store/sealing/story';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import {
  everythingIn,
  manifestIn,
  packed,
  readLines,
  recompute,
  signed,
  verifyPackage,
  type Published,
} from './packed';

interface Ending {
  readonly stream: string;
  readonly packed: number;
}

type Secrets = ReturnType<typeof memorySecrets>;

const BY = { user: 'admin', reason: null };
const SINCE = '2025-03-01T00:30:00.000Z';
const NONE: Published = { codes: [], keys: [] };

/** A log that its county seals and somebody else would like to. */
class Stage {
  private now = Date.parse('2025-03-01T00:00:00.000Z');
  readonly store: EventStore = SqliteEventStore.open(':memory:');
  readonly clock = { now: () => this.now };

  constructor(readonly secrets: Secrets = memorySecrets()) {}

  get sealer(): Sealer {
    return new Sealer(
      { store: this.store, clock: this.clock, secrets: this.secrets },
      { events: 1_000, ms: 3_600_000 },
    );
  }

  async happens(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1)
      await this.store.append(`income-${String(n % 3)}`, 'any', [noted({ amountFen: n })]);
    this.now += 3_600_000;
  }

  async key(number: number): Promise<SigningKey> {
    const secret = await this.secrets.known(number);
    if (secret === null) throw new Error(`there is no key ${String(number)}`);
    return signingKey(secret);
  }

  /** Copies an event of another log as whoever has its disk can. */
  async copies({ stream, id, type, data, metadata }: RecordedEvent): Promise<void> {
    const { chain: _chain, previousHash: _previous, hash: _hash, ...given } = metadata;
    await this.store.append(stream, 'any', [{ id, type, data, metadata: given }]);
  }
}

const noted = (data: { readonly amountFen: number }) => ({
  ...{ id: randomUUID(), type: 'Noted', data },
  metadata: { recordedAt: '2025-03-01T00:00:00.000Z' },
});

const sealLog = (store: EventStore) => store.readStream(SEAL_STREAM);

describe('a package', () => {
  const place = mkdtempSync(join(tmpdir(), 'shuangbang-packages-'));
  let folders = 0;
  const fresh = (): string => join(place, String((folders += 1)));

  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  describe('of a county whose first key was revoked', () => {
    const county = new Stage();
    let honest: string;
    let keys: readonly SigningKey[];
    let codes: readonly string[];

    beforeAll(async () => {
      await county.happens(12);
      await county.sealer.sealNow();
      await county.happens(3);
      await county.sealer.compromised(SINCE, BY);
      keys = [await county.key(1), await county.key(2)];
      const seals = (await sealLog(county.store)).filter(({ type }) => type === 'LogSealed').map(sealOf);
      codes = seals.map(({ root }) => rootCode(root));
      honest = fresh();
      await packed(honest, await everythingIn(county.store), keys[1] as SigningKey);
    });

    const copy = (): string => {
      const folder = fresh();
      cpSync(honest, folder, { recursive: true });
      return folder;
    };

    const faultsOf = async (folder: string, published: Published = NONE): Promise<string> =>
      (await verifyPackage(folder, published)).faults.join('\n');

    it('agrees with itself, and with what was published', async () => {
      expect(await faultsOf(honest)).toBe('');
      expect(await faultsOf(honest, { codes, keys: keys.map(({ keyId }) => keyId) })).toBe('');
    });

    it('counts only when it is signed with the key of the last seal', async () => {
      const folder = copy();
      signed(folder, keys[0] as SigningKey, manifestIn(folder));
      expect(await faultsOf(folder)).toContain('manifest.json: is not signed with the key of the last seal');
    });

    it('cannot be cut back to the time of the revoked key against what was published', async () => {
      const folder = fresh();
      const log = await everythingIn(county.store);
      const end = log.findIndex(({ type }) => type === 'LogSealed');
      await packed(folder, log.slice(0, end + 1), keys[0] as SigningKey);
      expect(await faultsOf(folder)).toBe('');
      const [first, second] = keys.map(({ keyId }) => keyId);
      expect(await faultsOf(folder, { codes: [], keys: [first ?? '', second ?? ''] })).toContain('--key');
      expect(await faultsOf(folder, { codes, keys: [] })).toContain('--code: no seal has the code');
    });

    it.each([
      ['in the middle of its stream', 1],
      ['at the end of its stream', 4],
    ])('leaves no event out %s, whoever signs it', async (_where, missing) => {
      const folder = copy();
      const events = readLines(folder, 'events.jsonl') as readonly { event: RecordedEvent }[];
      const line = events.findIndex(({ event }) => event.stream === 'income-0' && event.revision === missing);
      for (const name of ['events.jsonl', 'proofs.jsonl'])
        writeFileSync(
          join(folder, name),
          readLines(folder, name)
            .toSpliced(line, 1)
            .map((one) => `${JSON.stringify(one)}\n`)
            .join(''),
        );
      const counts = { events: events.length - 1, masked: 0, withheld: 0 };
      signed(folder, keys[1] as SigningKey, { ...manifestIn(folder), counts });
      expect(await faultsOf(folder)).toContain('events of income-0 were packed');
      const streams = (readLines(folder, 'streams.jsonl') as readonly Ending[]).map((one) =>
        one.stream === 'income-0' ? { ...one, packed: one.packed - 1 } : one,
      );
      writeFileSync(join(folder, 'streams.jsonl'), streams.map((one) => `${JSON.stringify(one)}\n`).join(''));
      signed(folder, keys[1] as SigningKey, {
        ...manifestIn(folder),
        ...{ counts, subject: { kind: 'income', stream: 'income-0' } },
      });
      expect(await faultsOf(folder)).toContain('income-0 is not there from its beginning to its end');
    });

    it.each(['constructor', 'toString', '__proto__'])(
      'holds no file %s that it does not name',
      async (name) => {
        const folder = copy();
        writeFileSync(join(folder, name), '');
        expect(await faultsOf(folder)).toBe(`${name}: does not belong to the package`);
      },
    );

    /** R14 by hand: 8 516 500.00 yuan at 6 % for a quarter of a year. */
    const explained = (value: number, changed: object = {}) => ({
      question: 'DividendLineExplanation',
      answer: {
        inputs: [
          { name: 'principalFen', value: 851_650_000 },
          { name: 'rate', value: { numerator: 6, denominator: 100 } },
          { name: 'months', value: 3 },
        ],
        parameters: [],
        steps: [
          {
            name: 'yield',
            formula: 'principalFen × rate × months ÷ 12',
            rounding: 'HALF_UP',
            value,
            ...changed,
          },
          { name: 'share', formula: 'weighed(yield, "1")', rounding: 'LARGEST_REMAINDER', value: 7 },
          { name: 'due', formula: 'max(share, 0) + min(yield − yield, 5)', rounding: 'NONE', value: 7 },
        ],
      },
    });

    it('tells which step of a figure does not give its value, and which are only told', async () => {
      expect(recompute(explained(12_774_750).answer)).toEqual({ wrong: [], told: ['share'], steps: 3 });
      const folder = copy();
      const write = (value: number): void => {
        writeFileSync(join(folder, 'explanations.json'), JSON.stringify([explained(value)]));
        signed(folder, keys[1] as SigningKey, manifestIn(folder));
      };
      write(12_774_750);
      expect(await faultsOf(folder)).toBe('');
      write(12_774_751);
      expect(await faultsOf(folder)).toBe(
        'explanations.json: DividendLineExplanation, number 1: the step yield does not give its value',
      );
      const unrounded = { formula: 'principalFen × rate ÷ 7', rounding: 'NONE' };
      expect(recompute(explained(7_299_857, unrounded).answer).wrong).toEqual(['yield']);
    });

    const input = (name: string, value: unknown) => ({ name, value });
    const household = {
      alleviated: true,
      monitoring: 'NONE',
      lowIncome: false,
      conditions: true,
      willing: true,
    };
    const profiles = [
      { ...household, households: 3, cooperative: ['SALE'], enterprise: 'COUNTY', direct: 'NONE' },
      { ...household, households: 2, cooperative: ['LEASE'], enterprise: 'NONE', direct: 'NONE' },
      { ...household, households: 4, cooperative: 'NONE', enterprise: 'NONE', direct: 'PROVINCIAL' },
      {
        ...household,
        households: 5,
        willing: false,
        cooperative: 'NONE',
        enterprise: 'NONE',
        direct: 'NONE',
      },
      { ...household, households: 6, cooperative: 'SUSPENDED', enterprise: 'NONE', direct: 'NONE' },
      { ...household, households: 7, alleviated: false },
    ];
    const targets = 'eligible(ofGroups(all, groups, yes), yes)';
    const answers = [input('yes', true), input('no', false)];
    const coverage = [...answers, input('all', profiles), input('groups', ['ALLEVIATED', 'MONITORED'])];
    const growth = [
      input('nowFen', 120_000),
      input('thenFen', 100_000),
      input('target', { numerator: 1, denominator: 5 }),
    ];
    const sheets = [
      input('now', { 1: { b1: 700, b2: 299, e1: 9 }, 2: { b1: 1 } }),
      input('then', { 1: { b1: 1_000 } }),
    ];
    const signing = [
      input('villages', ['530424102201', '530424102202']),
      input('levels', { SAME_TOWN: 'TOWN' }),
    ];

    it.each<[string, readonly object[], string, unknown, unknown]>([
      ['denominator', coverage, `households(${targets})`, 15, 14],
      ['single', coverage, `households(singly(${targets}, no))`, 5, 9],
      ['suspended', coverage, `households(suspendedly(${targets}, yes))`, 6, 10],
      ['double', coverage, `households(doubly(${targets}, "COUNTY", yes))`, 7, 3],
      ['weakOnly', coverage, `households(weakly(${targets}, union("LEASE", groups)))`, 2, 5],
      ['direct', coverage, `households(directly(${targets}))`, 4, 0],
      ['perHeadFen', growth, 'perHead(nowFen, 7, 2)', 17_143, 17_142],
      ['ratioText', growth, 'growth(nowFen, thenFen)', '20.00', '20.01'],
      ['met', growth, 'growthReaches(nowFen, thenFen, target)', true, false],
      ['outcome', sheets, 'declined(items(now, "b"), items(then, "b"))', 'NOT_DECLINED', 'DECLINED'],
      ['level', signing, 'higher(entry(levels, span(villages)), "VILLAGE")', 'TOWN', 'VILLAGE'],
    ])('reckons %s again, and tells where it is another', (name, inputs, formula, value, other) => {
      const reckoned = (said: unknown) =>
        recompute({ inputs, parameters: [], steps: [{ name, formula, rounding: 'HALF_UP', value: said }] });
      expect(reckoned(value)).toEqual({ wrong: [], told: [], steps: 1 });
      expect(reckoned(other)).toEqual({ wrong: [name], told: [], steps: 1 });
    });

    it('is compared with a code however it was written down', async () => {
      const typed = codes.map(
        (code) => ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `,
      );
      expect(await faultsOf(honest, { codes: typed, keys: [] })).toBe('');
    });
  });

  /** What is published of keys, and whether the log counts by it. */
  const HISTORIES: readonly (readonly [string, () => Promise<Case>])[] = [
    ['one key', async () => ofKeys(await sealedOnce(), [[], true], [[1], true])],
    [
      'a key that the one before endorses',
      async () => {
        const stage = await sealedOnce();
        await stage.sealer.rotate(BY);
        return ofKeys(stage, [[], true], [[1], true], [[2], true], [[1, 2], true]);
      },
    ],
    [
      'a key that takes the place of a compromised one',
      async () => {
        const stage = await sealedOnce();
        await stage.sealer.compromised(SINCE, BY);
        return ofKeys(stage, [[], true], [[1], false], [[2], true], [[1, 2], true]);
      },
    ],
    [
      'an endorsed key after one that took the place of a compromised one',
      async () => {
        const stage = await sealedOnce();
        await stage.sealer.compromised(SINCE, BY);
        await stage.happens(2);
        await stage.sealer.rotate(BY);
        return ofKeys(stage, [[], true], [[1], false], [[2], true], [[3], true]);
      },
    ],
    [
      'the first key of the county, reported by somebody who puts his own in its place',
      async () => {
        const county = await sealedOnce();
        const evil = new Stage();
        const [introduced] = await sealLog(county.store);
        await evil.copies(introduced as RecordedEvent);
        await evil.happens(12);
        await evil.secrets.make(1);
        await evil.sealer.compromised(SINCE, BY);
        const published = (await county.key(1)).keyId;
        return { stage: evil, number: 2, told: [[[published], false]] };
      },
    ],
    [
      'a key that nobody endorses and no report explains',
      async () => {
        const stage = await sealedOnce();
        const other = await sealedOnce();
        await other.sealer.compromised(SINCE, BY);
        for (const event of (await sealLog(other.store)).slice(3)) await stage.copies(event);
        return { stage, number: 1, told: [[[], false]] };
      },
    ],
    [
      'a report that no key follows',
      async () => {
        const stage = await sealedOnce();
        const other = await sealedOnce(stage.secrets);
        await other.sealer.compromised(SINCE, BY);
        const report = (await sealLog(other.store)).find(({ type }) => type === 'SealKeyCompromised');
        const seal = (await sealLog(stage.store)).find(({ type }) => type === 'LogSealed');
        await stage.copies(report as RecordedEvent);
        await stage.copies({ ...(seal as RecordedEvent), id: randomUUID() });
        return { stage, number: 1, told: [[[], false]] };
      },
    ],
  ];

  it.each(HISTORIES)(
    'and its log are judged alike by what was published of keys: %s',
    async (_title, history) => {
      const { stage, number, told } = await history();
      const folder = fresh();
      await packed(folder, await everythingIn(stage.store), await stage.key(number));
      for (const [keys, counts] of told) {
        const { breaks } = await readSeals(stage.store, { keys });
        const { faults } = await verifyPackage(folder, { codes: [], keys });
        expect([keys, breaks.length === 0, faults.length === 0]).toEqual([keys, counts, counts]);
      }
    },
  );
});

interface Case {
  readonly stage: Stage;
  /** Of the key that the package is signed with. */
  readonly number: number;
  readonly told: readonly (readonly [keys: readonly string[], counts: boolean])[];
}

const sealedOnce = async (secrets?: Secrets): Promise<Stage> => {
  const stage = new Stage(secrets);
  await stage.happens(12);
  await stage.sealer.sealNow();
  await stage.happens(2);
  return stage;
};

/** Signed with its newest key; keys are named by their numbers. */
const ofKeys = async (
  stage: Stage,
  ...told: readonly (readonly [numbers: readonly number[], counts: boolean])[]
): Promise<Case> => {
  const introduced = (await sealLog(stage.store)).filter(({ type }) => type === 'SealKeyIntroduced');
  const named = await Promise.all(
    told.map(async ([numbers, counts]) => {
      const keys = await Promise.all(numbers.map(async (number) => (await stage.key(number)).keyId));
      return [keys, counts] as const;
    }),
  );
  return { stage, number: introduced.length, told: named };
};
