import { describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { START, type EventStore, type RecordedEvent } from '../event-store';
import { SqliteEventStore } from '../sqlite/sqlite-event-store';
import { NO_SEAL, SEAL_STREAM, sealOf } from './events';
import { readRootCode, rootCode } from './root-code';
import { Sealer } from './sealer';
import { SealStream } from './seal-stream';
import { sealHash } from './signing';
import { memorySecrets } from './story';

const HOUR = 3_600_000;
const BY = { user: 'admin', reason: '例行轮换' };

class Stage {
  now = Date.parse('2025-03-01T00:00:00.000Z');
  readonly store: EventStore = SqliteEventStore.open(':memory:');
  readonly secrets = memorySecrets();
  readonly sealer = this.another();

  another(): Sealer {
    const clock = { now: () => this.now };
    return new Sealer({ store: this.store, clock, secrets: this.secrets }, { events: 10, ms: HOUR });
  }

  async happens(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1)
      await this.store.append(`binding-${String(n % 3)}`, 'any', [
        {
          id: randomUUID(),
          type: 'Noted',
          data: { n },
          metadata: { recordedAt: new Date(this.now).toISOString() },
        },
      ]);
  }

  async events(): Promise<readonly RecordedEvent[]> {
    const all: RecordedEvent[] = [];
    for await (const { events } of this.store.readAll({ from: START })) all.push(...events);
    return all;
  }

  /** Every seal, held against the log by the definition of the tree and nothing of our own. */
  async expectSealed(): Promise<readonly number[]> {
    const events = await this.events();
    const stream = new SealStream();
    for (const event of await this.store.readStream(SEAL_STREAM)) expect(stream.take(event)).toBeNull();
    for (const { root, treeSize } of stream.seals)
      expect(root).toBe(
        slowRoot(events.slice(0, treeSize).map(({ metadata }) => metadata['hash'] as string)),
      );
    return stream.seals.map(({ count }) => count);
  }
}

const sha = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

const slowRoot = (hashes: readonly string[]): string => {
  const merge = (leaves: readonly Buffer[]): Buffer => {
    const [only] = leaves;
    if (only !== undefined && leaves.length === 1) return only;
    const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
    return sha(Buffer.of(1), merge(leaves.slice(0, split)), merge(leaves.slice(split)));
  };
  return merge(hashes.map((hash) => sha(Buffer.of(0), Buffer.from(hash, 'hex')))).toString('hex');
};

describe('sealing a log', () => {
  it('seals after so many events and leaves the rest to wait', async () => {
    const stage = new Stage();
    await stage.happens(25);
    expect(await stage.sealer.round()).toHaveLength(2);
    expect(await stage.expectSealed()).toEqual([10, 10]);
    expect(await stage.sealer.round()).toEqual([]);
  });

  it('seals fewer when they have waited long enough', async () => {
    const stage = new Stage();
    await stage.happens(3);
    expect(await stage.sealer.round()).toEqual([]);
    stage.now += HOUR;
    expect(await stage.sealer.round()).toHaveLength(1);
    expect(await stage.expectSealed()).toEqual([4]);
  });

  it('seals at once where it is told to, and never because of seals alone', async () => {
    const stage = new Stage();
    await stage.happens(2);
    expect(await stage.sealer.sealNow()).toHaveLength(1);
    stage.now += 9 * HOUR;
    expect([...(await stage.sealer.sealNow()), ...(await stage.sealer.round())]).toEqual([]);
    await stage.happens(1);
    expect(await stage.sealer.sealNow()).toHaveLength(1);
    expect(await stage.expectSealed()).toEqual([3, 2]);
  });

  it('goes on from the last seal after a restart, and chains each seal to the one before', async () => {
    const stage = new Stage();
    for (let round = 0; round < 4; round += 1) {
      await stage.happens(7);
      await stage.another().sealNow();
    }
    await stage.expectSealed();
    const events = await stage.store.readStream(SEAL_STREAM);
    const seals = events.filter(({ type }) => type === 'LogSealed').map(sealOf);
    expect(seals.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(seals.map(({ previousSeal }) => previousSeal)).toEqual([
      NO_SEAL,
      ...seals.slice(0, 3).map(sealHash),
    ]);
  });

  it('has one sealer win where two seal at once, and the other go on from there', async () => {
    const stage = new Stage();
    await stage.happens(12);
    const other = stage.another();
    await stage.sealer.sealNow();
    await stage.happens(5);
    const both = await Promise.allSettled([stage.sealer.sealNow(), other.sealNow()]);
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    await stage.happens(5);
    await stage.sealer.sealNow().catch(() => []);
    await other.sealNow();
    const sealed = await stage.expectSealed();
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(22);
  });

  it('refuses to seal what it has not sealed before', async () => {
    const stage = new Stage();
    await stage.happens(2);
    await stage.sealer.sealNow();
    stage.secrets.replace(1, randomBytes(32));
    await stage.happens(1);
    await expect(stage.another().sealNow()).rejects.toThrow('which is not in the key store');
  });
});

describe('the key of a county', () => {
  it('is endorsed by the one before it, and the log is sealed with both', async () => {
    const stage = new Stage();
    await stage.happens(4);
    await stage.sealer.rotate(BY);
    await stage.happens(4);
    await stage.another().sealNow();
    await stage.expectSealed();
    const keys = (await stage.store.readStream(SEAL_STREAM)).map(({ type, data }) => [type, data['keyId']]);
    expect(keys.map(([type]) => type)).toEqual([
      ...['SealKeyIntroduced', 'LogSealed', 'SealKeyIntroduced', 'LogSealed', 'LogSealed'],
    ]);
    expect(new Set(keys.map(([, keyId]) => keyId)).size).toBe(2);
    expect(keys[1]?.[1]).not.toBe(keys[3]?.[1]);
  });

  it('that was compromised is replaced without its endorsement, and what it sealed last is doubtful until the next seal', async () => {
    const stage = new Stage();
    await stage.happens(4);
    await stage.sealer.sealNow();
    const stream = new SealStream();
    const read = async (from: number) => {
      for (const event of await stage.store.readStream(SEAL_STREAM, from))
        expect(stream.take(event)).toBeNull();
    };
    await read(0);
    expect(stream.doubtful).toBeNull();
    stage.now += HOUR;
    const since = '2025-02-28T00:00:00.000Z';
    expect(await stage.sealer.compromised(since, BY)).toHaveLength(1);
    const [compromise] = await stage.store.readStream(SEAL_STREAM, 2);
    expect(compromise).toMatchObject({
      type: 'SealKeyCompromised',
      data: { since },
      metadata: { actor: 'admin' },
    });
    for (const event of (await stage.store.readStream(SEAL_STREAM)).slice(2, 4)) {
      expect(stream.doubtful).toBeNull();
      expect(stream.take(event)).toBeNull();
    }
    expect(stream.doubtful?.number).toBe(1);
    await read(4);
    expect(stream.doubtful).toBeNull();
    expect(stream.keys.all.map(({ endorsement }) => endorsement)).toEqual([null, null]);
    await expect(stage.sealer.compromised('2031-01-01T00:00:00.000Z', BY)).rejects.toThrow(
      'has not come yet',
    );
  });
});

describe('the code of a root', () => {
  const root = createHash('sha256').update('華寧').digest('hex');

  it('is twenty signs and a check', () => {
    expect(rootCode('0'.repeat(64))).toBe('00000-00000-00000-00000-0');
    expect(rootCode('f'.repeat(64))).toBe('ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-B');
    expect(rootCode(root)).toMatch(/^([\dA-HJKMNP-TV-Z]{5}-){4}[\dA-HJKMNP-TV-Z*~$=U]$/);
    expect(rootCode(root)).not.toBe(rootCode(root.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))));
  });

  it('is read as people write it', () => {
    const code = rootCode(root);
    expect(readRootCode(code)).toBe(code);
    expect(readRootCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
    expect(readRootCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
  });

  it('with one sign wrong, or two exchanged, is none', () => {
    const plain = rootCode(root).replaceAll('-', '');
    for (let at = 0; at < 20; at += 1) {
      const other = plain[at] === '7' ? '8' : '7';
      expect(readRootCode(`${plain.slice(0, at)}${other}${plain.slice(at + 1)}`)).toBeNull();
      const [one, two] = [plain[at] ?? '', plain[at + 1] ?? ''];
      if (at < 19 && one !== two)
        expect(readRootCode(`${plain.slice(0, at)}${two}${one}${plain.slice(at + 2)}`)).toBeNull();
    }
    for (const typed of ['', 'abc', `${plain}0`, plain.slice(1), 'UUUUUUUUUUUUUUUUUUUUU'])
      expect(readRootCode(typed)).toBeNull();
  });
});
