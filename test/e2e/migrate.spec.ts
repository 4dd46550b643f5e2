import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_FORM, type Certificate } from '@county/certificate/certificate';
import { certify } from '@county/certificate/certifying';
import { faultsAgainst } from '@county/certificate/checking';
import { Comparison, whole } from '@county/certificate/comparing';
import { inShadow } from '@county/certificate/shadow';
import { openEventStore } from '@county/event-engine';
import { projectors } from '@county/modules';
import { sealKeyOf } from '@county/sealing';
import { signedText } from '@event-store/sealing/signing';
import { LOG_ENGINES, SQLITE_LOG, type OpenLog } from '../engines/logs';
import { CommandFailed } from '../../apps/cli/src/failure';
import { migrateCommand } from '../../apps/cli/src/migrate';
import { shuangbang, type Said } from './command-line';
import { eventsAt, expectAlike } from './logs-alike';
import { RunningCounty } from './running-county';
import { buildSmallCounty } from './small-county';

const foreign = { id: randomUUID(), type: 'Noted', data: {}, metadata: { actor: 'somebody' } };

const words = (from: string, to: string): string[] => ['--from', from, '--to', to];

/** As an operator calls it. */
const migrate = (from: string, to: string): Promise<Said> => shuangbang(['migrate', ...words(from, to)]);

/** The same command without the seconds that a process takes to begin. */
const migrateHere = async (from: string, to: string): Promise<Said> => {
  const said: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array): boolean => said.push(String(chunk)) > 0;
  try {
    await migrateCommand.parseAsync(words(from, to), { from: 'user' });
    return { status: 0, out: said.join(''), err: '' };
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return { status: 1, out: said.join(''), err: error.message };
  } finally {
    process.stdout.write = write;
  }
};

const TODAY = '2026-04-10';

/** Folding the past takes its time on a busy machine. */
const PATIENT = { AFTER_DEADLINE_MS: '60000' };

/** Evaluations, each as it stood when its data was frozen: asked by the moment that it names itself. */
const asFrozen = async (county: RunningCounty): Promise<readonly object[]> => {
  const supervisor = county.as('SUPERVISOR');
  const { items } = await supervisor.sees('/evaluations', { limit: '3' });
  return Promise.all(
    (items as readonly { id: string; knownAt: string }[]).map(async ({ id, knownAt }) => {
      const {
        at: _at,
        position: _position,
        ...sheet
      } = await supervisor.sees(`/evaluations/${id}`, { knownAt });
      return { knownAt, sheet };
    }),
  );
};

/** As it would have been made before certificates held in another log: places are positions, and part of the sums. */
const inFirstForm = async ({ county }: RunningCounty, signed: Certificate): Promise<Certificate> => {
  const views = await Promise.all(
    signed.certificate.views.slice(0, 3).map(async ({ last: _last, ...view }) => {
      const projector = projectors.find(({ name }) => name === view.projection);
      if (projector === undefined) throw new Error(`no ${view.projection}`);
      const summed = await inShadow(county, projector, (shadow) =>
        new Comparison(shadow, shadow, whole).of(Object.keys(projector.collections)),
      );
      return { ...view, ...summed };
    }),
  );
  const certificate = { ...signed.certificate, form: FIRST_FORM, views };
  const key = await sealKeyOf(county);
  return { ...signed, certificate, signature: key.sign(signedText('views', certificate)) };
};

const faultsOf = async ({ county }: RunningCounty, signed: Certificate): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const faults of faultsAgainst(county.store, signed, {})) all.push(...faults.map(({ en }) => en));
  return all;
};

describe('moving a county to another engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-migrate-'));
  const embedded = `sqlite:${join(folder, 'events.db')}`;
  let total = 0;
  let frozen: readonly object[];
  let signed: Certificate;
  let old: Certificate;

  beforeAll(async () => {
    await buildSmallCounty(folder);
    const county = await RunningCounty.openAt(folder, TODAY, PATIENT);
    frozen = await asFrozen(county);
    signed = await certify(county.county);
    old = await inFirstForm(county, signed);
    await county.leave();
    total = (await eventsAt(embedded)).length;
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(LOG_ENGINES)('$name', ({ open }) => {
    let target: OpenLog;

    beforeAll(async () => {
      target = await open();
    });

    afterAll(() => target.close());

    it('takes the log as it is: the same events, dates and hashes in the same order', async () => {
      const { status, out, err } = await migrate(embedded, target.url);
      expect([status, err]).toEqual([0, '']);
      await expectAlike(embedded, target.url);
      expect(out).toContain(`${String(total)} events poured, 0 stood there before`);
      expect(out).toMatch(
        new RegExp(`household +(\\d+) +\\1[\\s\\S]*all +${String(total)} +${String(total)}`),
      );
    }, 120_000);

    it('has nothing more to take the second time', async () => {
      const { status, out } = await migrateHere(embedded, target.url);
      expect([status, out]).toEqual([
        0,
        expect.stringContaining(`0 events poured, ${String(total)} stood there before`),
      ]);
    }, 120_000);

    it('gives the log back as it was taken', async () => {
      const back = await SQLITE_LOG.open();
      const { status, err } = await migrateHere(target.url, back.url);
      expect([status, err]).toEqual([0, '']);
      await expectAlike(embedded, back.url);
      await back.close();
    }, 120_000);

    it('serves the county as it was served, also of the moments that it names, and its certificates hold', async () => {
      const county = await RunningCounty.openAt(folder, TODAY, { ...PATIENT, EVENT_STORE: target.url });
      expect(frozen).toHaveLength(3);
      expect(await asFrozen(county)).toEqual(frozen);
      const unknown = await county.as('SUPERVISOR').get('/households', { knownAt: 'household-none@0' });
      expect(unknown).toMatchObject({ status: 422, body: { code: 'PLACE_UNKNOWN' } });
      expect(await faultsOf(county, signed)).toEqual([]);
      const ofOld = faultsOf(county, old);
      if (target.url.startsWith('sqlite:')) expect(await ofOld).toEqual([]);
      else await expect(ofOld).rejects.toThrow('made before the log was moved');
      const altered = { ...old, certificate: { ...old.certificate, software: '0' } };
      expect(await faultsOf(county, altered)).toContainEqual(expect.stringContaining('it was altered'));
      await county.leave();
    }, 240_000);

    it('is refused where it holds an event of its own, and stays as it is', async () => {
      const other = await open();
      const store = openEventStore(other.url);
      await store.append('note-foreign', 'no-stream', [foreign]);
      await store.close();
      const { status, err } = await migrateHere(embedded, other.url);
      expect([status, err]).toEqual([1, expect.stringContaining(`Noted ${foreign.id} of note-foreign`)]);
      expect(await eventsAt(other.url)).toHaveLength(1);
      await other.close();
    }, 120_000);
  });

  it('names a source that is none, and makes neither it nor a target', async () => {
    const [missing, target] = [join(folder, 'evnets.db'), join(folder, 'target.db')];
    for (const source of [missing, join(folder, 'views.db')]) {
      const { status, err } = await migrateHere(`sqlite:${source}`, `sqlite:${target}`);
      expect([status, err]).toEqual([1, expect.stringContaining(`--from sqlite:${source}`)]);
    }
    expect([missing, target].filter((path) => existsSync(path))).toEqual([]);
  }, 120_000);

  it('does not take the read models for a log to fill', async () => {
    const views = `sqlite:${join(folder, 'views.db')}`;
    const { status, err } = await migrateHere(embedded, views);
    expect([status, err]).toEqual([1, expect.stringContaining(`--to ${views}`)]);
  }, 120_000);

  it('names an engine that there is not', async () => {
    const { status, err } = await migrate('postgres://clerk:s3cret@node', embedded);
    expect([status, err]).toEqual([1, expect.stringMatching(/^--from takes sqlite:/)]);
    expect(err).not.toContain('s3cret');
  }, 120_000);
});
