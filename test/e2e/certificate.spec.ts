import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certify } from '@county/certificate/certifying';
import { projectors } from '@county/modules';
import { canonical } from '@event-store/canonical';
import { readSeals } from '@event-store/sealing/seal-reading';
import { isSignedBy, signedText } from '@event-store/sealing/signing';
import type { Document, Write } from '@read-store/read-store';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';

describe('the certificate of a replay', () => {
  let county: RunningCounty;
  let founded: Founded;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
  }, 60_000);

  afterAll(() => county.stop());

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

  it('names each document that was changed, removed or put in behind the back of the log', async () => {
    await county.settle();
    await county.host.stop();
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
    const { certificate } = await certify(county.county);
    expect(certificate.isSame).toBe(false);
    const { differing, differences = [] } =
      certificate.views.find(({ projection }) => projection === 'entity') ?? {};
    expect(differing).toBe(3);
    expect(new Set(differences.map(({ kind, id }) => `${kind} ${id}`))).toEqual(
      new Set([`CHANGED ${founded.cooperative}`, `MISSING ${founded.otherCooperative}`, 'EXTRA invented']),
    );
  }, 120_000);
});
