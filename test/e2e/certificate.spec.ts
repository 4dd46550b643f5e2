import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '@county/backup/backing-up';
import { NoCertificate, readCertificate, type Certificate } from '@county/certificate/certificate';
import { certify } from '@county/certificate/certifying';
import { faultsAgainst, faultsIn } from '@county/certificate/checking';
import { projectors } from '@county/modules';
import { sealKeyOf } from '@county/sealing';
import { canonical } from '@event-store/canonical';
import type { EventStore } from '@event-store/event-store';
import { readSeals } from '@event-store/sealing/seal-reading';
import { isSignedBy, signedText } from '@event-store/sealing/signing';
import type { Document, Write } from '@read-store/read-store';
import { certifyCommand } from '../../apps/cli/src/certify';
import { shuangbang } from './command-line';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';
import { said, spoken } from './said';

const against = async (store: EventStore, signed: Certificate): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const faults of faultsAgainst(store, signed, {})) all.push(...faults.map(({ en }) => en));
  return all;
};

const faultsOf = (...given: Parameters<typeof faultsIn>): readonly string[] =>
  faultsIn(...given).map(({ en }) => en);

describe('the certificate of a replay', () => {
  let county: RunningCounty;
  let founded: Founded;
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-certificate-'));
  const before = { ...process.env };

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    Object.assign(process.env, county.environment);
  }, 60_000);

  afterAll(async () => {
    process.env = before;
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says of every read model that every document follows from the log, and is signed by the key of the seals', async () => {
    const { certificate, signature } = await certify(county.county);
    expect(certificate.isSame).toBe(true);
    expect(certificate.views.map(({ projection }) => projection)).toEqual(projectors.map(({ name }) => name));
    for (const { differing, differences } of certificate.views)
      expect([differing, differences]).toEqual([0, []]);
    const entities = certificate.views.find(({ projection }) => projection === 'entity');
    expect(entities?.documents).toBeGreaterThanOrEqual(3);
    const { keys, sound } = await readSeals(county.county.store);
    expect(certificate.seal.root).toBe(sound.at(-1)?.root);
    const [key] = keys.filter(({ keyId }) => keyId === certificate.keyId);
    if (key === undefined) throw new Error('no key');
    expect(isSignedBy(key.key, signedText('views', certificate), signature)).toBe(true);
    const other = { ...certificate, isSame: false };
    expect(isSignedBy(key.key, signedText('views', other), signature)).toBe(false);
  }, 120_000);

  it('gives the same sums again, for the log is the same', async () => {
    const sums = async () => (await certify(county.county)).certificate.views.map(({ sha256 }) => sha256);
    expect(await sums()).toEqual(await sums());
  }, 120_000);

  it('is checked by anybody who has the key that was published, and by whoever has the log', async () => {
    const signed = await certify(county.county);
    const { keyId } = signed.certificate;
    const { store } = county.county;
    const text = JSON.stringify(signed);
    expect(faultsOf(readCertificate(text), [keyId])).toEqual([]);
    expect(faultsOf(signed, ['0'.repeat(64)])).toEqual([
      `it is signed by the key ${keyId}, which was not given with --key`,
    ]);
    const { publicKey: _, ...old } = signed;
    expect(faultsOf(old, [keyId])).toEqual([expect.stringContaining('does not carry its public key')]);
    expect(await against(store, old)).toEqual([]);
  }, 120_000);

  it('that was altered, or says of the log what does not follow from it, is refused', async () => {
    const signed = await certify(county.county);
    const { certificate } = signed;
    const [view, ...views] = certificate.views;
    if (view === undefined) throw new Error('no view');
    const altered = { ...certificate, views: [{ ...view, sha256: '0'.repeat(64) }, ...views] };
    expect(faultsOf({ ...signed, certificate: altered }, [])).toEqual([
      expect.stringContaining('it was altered'),
    ]);
    const key = await sealKeyOf(county.county);
    const signature = key.sign(signedText('views', altered));
    expect(faultsOf({ ...signed, certificate: altered, signature }, [])).toEqual([]);
    const seal = { ...certificate.seal, root: '0'.repeat(64) };
    const other = { ...altered, views: altered.views.slice(0, 1), seal };
    const resigned = { ...signed, certificate: other, signature: key.sign(signedText('views', other)) };
    expect(await against(county.county.store, resigned)).toEqual([
      expect.stringContaining(`the log has no seal ${String(seal.number)} with the code`),
      expect.stringContaining(`${view.projection}: the log gives ${String(view.documents)} with the sum`),
    ]);
    expect(() => readCertificate('{}')).toThrow(NoCertificate);
  }, 120_000);

  it('is made by the command on a county that nobody touched, and holds when it is checked', async () => {
    await county.settle();
    const file = join(folder, 'untouched.json');
    const made = await said(certifyCommand, '--out', file);
    expect(made).toContain('every document follows from the log');
    expect(made).toMatch(/^entity@\d+: [1-9]\d* documents, 0 differ$/m);
    const { keyId } = readCertificate(readFileSync(file, 'utf8')).certificate;
    const checked = await said(certifyCommand, '--check', file, '--replay', '--key', keyId);
    expect(checked).toContain('follow from the log that was sealed as');
  }, 120_000);

  it('is not called false where the copy of the log is older than it, unless it is false in itself', async () => {
    const DATA_DIR = join(folder, 'older');
    await makeBackup(county.county.settings, DATA_DIR);
    const village = {
      code: '530424102209',
      name: '新村',
      source: '行政区划代码',
      effectiveDate: '2024-01-01',
    };
    await county.as('ADMIN').does('/divisions', village);
    await county.settle();
    const signed = await certify(county.county);
    const { seal, keyId } = signed.certificate;
    const file = join(folder, 'newer.json');
    writeFileSync(file, JSON.stringify(signed));
    const check = ['certify', '--check', file, '--replay', '--key', keyId];
    const [older, living] = await Promise.all([
      shuangbang(check, { DATA_DIR }),
      shuangbang(check, county.environment),
    ]);
    expect([older.status, older.out, older.err]).toEqual([
      ...[1, '', expect.stringContaining(`the certificate is of seal ${String(seal.number)} with the code`)],
    ]);
    expect(older.err).toContain('this copy is older than the certificate');
    expect([living.status, living.err]).toEqual([0, '']);
    const views = signed.certificate.views.map(({ last = '', ...view }) => ({
      ...view,
      last: last.replace(/\d+$/, '999999'),
    }));
    const beyond = { ...signed.certificate, views };
    const signature = (await sealKeyOf(county.county)).sign(signedText('views', beyond));
    await expect(
      against(county.county.store, { ...signed, certificate: beyond, signature }),
    ).rejects.toMatchObject({ name: 'LogEndsBefore' });
    const altered = { ...signed, certificate: { ...signed.certificate, isSame: false } };
    writeFileSync(file, JSON.stringify(altered));
    const { out, err } = await shuangbang(check, { DATA_DIR });
    expect(out).toContain('it was altered');
    expect(err).toContain('does not hold');
  }, 120_000);

  /** One document is changed, one removed and one put in; what they lie in. */
  const tamperedWith = async (): Promise<string> => {
    const { views } = county.county;
    const live = (await views.standings()).find(({ name, state }) => name === 'entity' && state === 'live');
    if (live === undefined) throw new Error('no read model of entities');
    const [collection = ''] = Object.keys(
      projectors.find(({ name }) => name === 'entity')?.collections ?? {},
    );
    const entity = await views.reader('entity').get<Document>(collection, founded.cooperative);
    if (entity === null) throw new Error('no entity');
    expect(canonical(entity, 'entity')).toContain(founded.cooperative);
    const write = (id: string, doc: Document | null): Write => ({ collection, id, doc });
    await views.commit(live, live.checkpoint, live.checkpoint, [
      write(founded.cooperative, { ...entity, name: '另一合作社' }),
      write(founded.otherCooperative, null),
      write('invented', { ...entity, id: 'invented' }),
    ]);
    return collection;
  };

  it('names each document that was changed, removed or put in behind the back of the log', async () => {
    await county.settle();
    await county.host.stop();
    const collection = await tamperedWith();
    const file = join(folder, 'tampered.json');
    const { text, failure } = await spoken(certifyCommand, '--out', file);
    expect(failure?.message).toBe(`3 documents do not follow from the log, see ${file}`);
    expect(text).toContain(`  CHANGED ${collection} ${founded.cooperative}\n`);
    const { certificate } = readCertificate(readFileSync(file, 'utf8'));
    expect(certificate.isSame).toBe(false);
    const { differing, differences = [] } =
      certificate.views.find(({ projection }) => projection === 'entity') ?? {};
    expect(differing).toBe(3);
    expect(new Set(differences.map(({ kind, id }) => `${kind} ${id}`))).toEqual(
      new Set([`CHANGED ${founded.cooperative}`, `MISSING ${founded.otherCooperative}`, 'EXTRA invented']),
    );
  }, 120_000);
});
