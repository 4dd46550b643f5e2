import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { doctorCommand } from '../../apps/cli/src/doctor';
import { secantusProgram, startSecantus, type MongoProcess } from '../engines/mongodb/secantus';
import { registration } from '../faults/registration';
import { child } from './command-line';
import { aCounty } from './founding';
import { RunningCounty } from './running-county';
import { spoken } from './said';

const program = await secantusProgram();
const UNAUTHORIZED = 13;
const OUT_OF_DISK = 14_031;

/** No given server is told to fail, or is locked. */
const refused = (of: string): void => {
  describe('a running county that its MongoDB refuses', () => {
    let server: MongoProcess;
    let client: MongoClient;
    let county: RunningCounty;

    const failing = (mode: string, failCommands: readonly string[], errorCode = UNAUTHORIZED) =>
      client
        .db('admin')
        .command({ configureFailPoint: 'failCommand', mode, data: { failCommands, errorCode } });

    beforeAll(async () => {
      server = await startSecantus(of, { standalone: false, failsWhenTold: true });
      client = new MongoClient(server.url);
      county = await RunningCounty.start('2024-01-08', { READ_STORE: server.url.replace('/?', '/county?') });
      await aCounty(county);
      await county.settle();
    }, 120_000);
    afterAll(async () => {
      await failing('off', []);
      await county.stop();
      await client.close();
      await server.stop();
    });

    it('says so to who asks, to who looks after it, and to its operator, and goes on when it is let in', async () => {
      await failing('alwaysOn', ['find']);
      const denied = { status: 503, body: { code: 'READ_MODEL_ACCESS_DENIED' } };
      expect(await county.as('SUPERVISOR').get('/coverage')).toMatchObject(denied);
      expect(await county.http.get('/health/ready')).toMatchObject(denied);
      const before = { ...process.env };
      Object.assign(process.env, county.environment, { LANG: 'en' });
      const { text, failure } = await spoken(doctorCommand);
      process.env = before;
      expect(failure?.message).toMatch(/checks failed/);
      expect(text).toMatch(/^BAD {2}MongoDB refuses access to the read models .*READ_STORE/m);
      expect(text).toMatch(/^BAD {2}MongoDB refuses access to the data keys .*KEY_STORE/m);
      await failing('off', []);
      expect(await county.as('SUPERVISOR').sees('/coverage')).toBeDefined();
      expect((await county.http.get('/health/ready')).body).toMatchObject({ ready: true });
    }, 120_000);

    it('does nothing that needs a new key while there is no room for one, and says why', async () => {
      await failing('alwaysOn', ['insert'], OUT_OF_DISK);
      const registering = (index: number) =>
        county.as('COUNTY_INFORMANT').post('/households', registration(index));
      expect(await registering(1)).toMatchObject({ status: 503, body: { code: 'KEYS_DISK_FULL' } });
      await failing('off', []);
      expect((await registering(1)).status).toBe(201);
    }, 60_000);
  });

  describe('a process of a county whose user or password its MongoDB does not know', () => {
    let server: MongoProcess;
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-refused-'));
    beforeAll(async () => {
      server = await startSecantus(of, { standalone: false, isLocked: true });
    }, 60_000);
    afterAll(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    it.each(['api', 'projector'])(
      'says what is to be looked at, and ends: %s',
      async (app) => {
        const url = server.url.replace('://', '://clerk:s3cret@').replace('/?', '/county?authSource=admin&');
        const env = { DATA_DIR: folder, PORT: '0', PROJECTOR: 'apart', READ_STORE: url };
        const process = child(`./apps/${app}/src/main.ts`, [], env);
        let said = '';
        process.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
        const [status] = (await once(process, 'close')) as [number | null];
        expect(status).toBe(1);
        expect(said.trim().split('\n')).toHaveLength(1);
        expect(said).toMatch(/AuthenticationFailed, code 18.*READ_STORE/);
        expect(said).not.toMatch(/s3cret|clerk/);
      },
      60_000,
    );
  });
};

describe('a MongoDB that refuses (SecantusDB)', () => {
  if (program === null) it.skip('is not tried: there is no SecantusDB to be had', () => undefined);
  else refused(program);
});
