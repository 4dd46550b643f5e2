import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { zipped } from '@event-store/evidence/packing';
import { verifierText } from '@event-store/evidence/verifier';
import { Sealer } from '@event-store/sealing/sealer';
import { signingKey, type SigningKey } from '@event-store/sealing/signing';
import { memorySecrets } from '@event-store/sealing/story';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { everythingIn, manifestIn, packed, signed, verifyPackage } from './packed';

const MADE_AT = new Date('2025-03-01T05:00:00.500Z');
const END_SIZE = 22;

/** Packs into a folder, with the verifier that every package holds. @returns the key of the county */
const aPackage = async (folder: string): Promise<SigningKey> => {
  const store = SqliteEventStore.open(':memory:');
  const secrets = memorySecrets();
  const clock = { now: () => MADE_AT.getTime() };
  for (let amountFen = 0; amountFen < 9; amountFen += 1)
    await store.append('income-1', 'any', [
      { id: randomUUID(), type: 'Noted', data: { amountFen }, metadata: { actor: 'u1' } },
    ]);
  await new Sealer({ store, clock, secrets }, { events: 1_000, ms: 3_600_000 }).sealNow();
  const secret = await secrets.known(1);
  if (secret === null) throw new Error('nothing was sealed');
  const key = signingKey(secret);
  await packed(folder, await everythingIn(store), key);
  await store.close();
  writeFileSync(join(folder, 'verify.mjs'), verifierText());
  signed(folder, key, { ...manifestIn(folder), madeAt: MADE_AT.toISOString() });
  return key;
};

describe('the ZIP of a package', () => {
  const place = mkdtempSync(join(tmpdir(), 'shuangbang-zip-'));
  const honest = join(place, 'honest');
  let zip: string;
  let bytes: Buffer;
  let files = 0;

  const fresh = (): string => join(place, `${String((files += 1))}.zip`);

  beforeAll(async () => {
    await aPackage(honest);
    zip = fresh();
    await zipped(honest, zip, MADE_AT);
    bytes = readFileSync(zip);
  });

  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  const faultsOf = async (altered: Uint8Array): Promise<string> => {
    const file = fresh();
    writeFileSync(file, altered);
    return (await verifyPackage(file)).faults.join('\n');
  };

  it('agrees, and is verified by the one file in it where nothing else is', async () => {
    expect((await verifyPackage(zip)).faults).toEqual([]);
    const alone = join(place, 'alone');
    mkdirSync(alone);
    cpSync(join(honest, 'verify.mjs'), join(alone, 'verify.mjs'));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['verify.mjs', zip], {
      ...{ cwd: alone, env: {} },
    });
    expect([status, stderr.toString()]).toEqual([0, '']);
    expect(stdout.toString()).toContain('the ZIP holds these files and nothing else');
    const unpacked = spawnSync(process.execPath, [join(honest, 'verify.mjs')], { cwd: alone, env: {} });
    expect(unpacked.stdout.toString()).toContain('the ZIP that it was unpacked from');
  });

  /** With something in front, and every place in it moved accordingly. */
  const movedBehind = (junk: Buffer): Buffer => {
    const moved = Buffer.concat([junk, bytes]);
    const add = (at: number): number => moved.writeUInt32LE(moved.readUInt32LE(at) + junk.length, at);
    const end = moved.length - END_SIZE;
    add(end + 16);
    for (let at = moved.readUInt32LE(end + 16); at < end; at += 46 + moved.readUInt16LE(at + 28) + 9)
      add(at + 42);
    return moved;
  };

  it('has nothing before its files, between or behind them', async () => {
    const junk = Buffer.from('junk');
    const noEnd = /^ZIP: byte \d+: the ZIP does not end here/;
    expect(await faultsOf(Buffer.concat([bytes, junk]))).toMatch(noEnd);
    expect(await faultsOf(bytes.subarray(0, -1))).toMatch(noEnd);
    expect(await faultsOf(Buffer.alloc(0))).toMatch(noEnd);
    expect(await faultsOf(Buffer.concat([junk, bytes]))).toMatch(
      /^ZIP: byte \d+: the directory of the ZIP does not stand where its end says$/,
    );
    expect(await faultsOf(movedBehind(junk))).toMatch(
      /^ZIP: byte 0: something else than consistency.json stands here$/,
    );
  });

  const options = { mtime: MADE_AT, mode: 0o100600 };

  /** Another file in front of those of the package, of this name. */
  const withAnother = async (name: string): Promise<Buffer> => {
    const [forged, all] = [join(place, 'forged'), new ZipFile()];
    writeFileSync(forged, '[]\n');
    all.addFile(forged, name, options);
    for (const own of readdirSync(honest).sort()) all.addFile(join(honest, own), own, options);
    all.end();
    return buffer(all.outputStream);
  };

  it.each([
    ['explanations.json', /^ZIP: byte \d+: explanations.json stands in it twice$/],
    ['folder/more.json', /^ZIP: byte \d+: "folder\/more.json" is no name of a file$/],
    ['more.json', /^more.json: does not belong to the package$/],
  ])('has one file of each name that the manifest lists: no other %s', async (name, fault) => {
    expect(await faultsOf(await withAnother(name))).toMatch(fault);
  });

  it('is of the moment that its manifest names', async () => {
    const later = fresh();
    await zipped(honest, later, new Date(MADE_AT.getTime() + 1_000));
    expect((await verifyPackage(later)).faults).toEqual(['ZIP: is dated otherwise than its manifest']);
  });

  it('fails with the place where any byte of it was altered', async () => {
    const change = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
    for (const [at, mask] of fc.sample(change, 150)) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ mask;
      expect([at, mask, await faultsOf(altered)]).toEqual([
        ...[at, mask, expect.stringMatching(/^ZIP: byte \d+: /)],
      ]);
    }
  }, 120_000);

  it('fails where the bits are altered with which the content of a file ends, though it unpacks to the same', async () => {
    const directory = bytes.readUInt32LE(bytes.length - END_SIZE + 16);
    const [packedBytes, nameLength] = [
      bytes.readUInt32LE(directory + 20),
      bytes.readUInt16LE(directory + 28),
    ];
    const last = 30 + nameLength + packedBytes - 1;
    for (let bit = 0; bit < 8; bit += 1) {
      const altered = Buffer.from(bytes);
      altered[last] = (altered[last] ?? 0) ^ (1 << bit);
      expect([bit, await faultsOf(altered)]).toEqual([
        ...[bit, expect.stringMatching(/the content of consistency.json is not as it was packed$/)],
      ]);
    }
  });
});
