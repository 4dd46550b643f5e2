import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '@county/backup/backing-up';
import type { Manifest } from '@county/backup/manifest';
import { certify } from '@county/certificate/certifying';
import { streamName } from '@event-store/event-store';
import { Sqlite } from '@event-store/sqlite/driver';
import { hiddenFromIndex } from '../contract/sealed-log/raw-log';
import { shuangbang } from './command-line';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';

/** No hash shows what was done here: each event is as it was written, and each seal as it was signed. */
describe('a county whose log somebody wrote to past the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-forged-'));
  let county: RunningCounty;
  let founded: Founded;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    await county.settle();
    await makeBackup(county.county.settings, join(folder, 'whole'));
    cpSync(join(county.county.settings.dataDir, 'master.key'), join(folder, 'whole', 'master.key'));
  }, 120_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true });
  });

  const forged = (name: string, forge: (log: string) => void) => {
    const DATA_DIR = join(folder, name);
    cpSync(join(folder, 'whole'), DATA_DIR, { recursive: true });
    forge(join(DATA_DIR, 'events.db'));
    return { DATA_DIR };
  };

  const beforeTheFirst = (log: string): void => {
    const db = new Sqlite(log);
    db.exec('UPDATE events SET position = 0 WHERE position = (SELECT max(position) FROM events)');
    db.close();
  };

  it('by an event before the first gives no command anything of it, and says why', async () => {
    const env = forged('before', beforeTheFirst);
    const commands = [
      ['verify'],
      ['replay', 'entity', founded.cooperative],
      ['doctor'],
      ['backup', '--to', join(folder, 'of-before')],
    ];
    for (const command of commands) {
      const { status, out, err } = await shuangbang(command, env);
      expect([command, status, out, err]).toEqual([
        command,
        1,
        '',
        expect.stringMatching(/^.*events\.db was altered .* stands at position 0, .* restore a backup\n$/),
      ]);
    }
  }, 120_000);

  it('by an index that leaves out an event of a stream is told by whatever verifies it, and a backup keeps what is wrong', async () => {
    const stream = streamName('entity', founded.cooperative);
    const last = (await county.county.store.readStream(stream)).at(-1);
    const position = Number.parseInt(last?.position.slice(16) ?? '', 16);
    const env = forged('hidden', (log) => hiddenFromIndex(log, position));
    const missing = `row ${String(position)} missing from index`;
    for (const asked of [[], ['--stream', stream]]) {
      const verified = await shuangbang(['verify', ...asked], env);
      expect([verified.status, verified.out]).toEqual([1, expect.stringMatching(`DAMAGED .*${missing}`)]);
    }
    const doctor = await shuangbang(['doctor'], env);
    expect([doctor.status, doctor.out]).toEqual([1, expect.stringMatching(/BAD .* 1 breaks in the hash/)]);
    const target = join(folder, 'of-hidden');
    const backup = await shuangbang(['backup', '--to', target], env);
    expect([backup.status, backup.err]).toEqual([1, expect.stringContaining('is broken in 1 place(s)')]);
    const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as Manifest;
    expect(manifest.breaks).toBe(1);
    const to = join(folder, 'restored');
    const restored = await shuangbang(['restore', '--from', target, '--to', to, '--erasures', 'none']);
    expect([restored.status, restored.out]).toEqual([1, expect.stringMatching(`DAMAGED .*${missing}`)]);
  }, 120_000);

  it('certifies nothing of read models to which somebody wrote as well', async () => {
    const { settings } = county.county;
    const views = new Sqlite(settings.readStore.slice('sqlite:'.length));
    views.exec('CREATE TRIGGER later AFTER INSERT ON notes BEGIN SELECT 1; END');
    await expect(certify(county.county)).rejects.toMatchObject({ name: 'ViewsDamaged' });
    views.close();
  }, 120_000);
});
