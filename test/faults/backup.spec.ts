import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { enveloped } from '@command/envelope';
import { makeBackup } from '@county/backup/backing-up';
import { bringForward } from '@county/backup/forward';
import { readManifest, type Manifest } from '@county/backup/manifest';
import { restoreBackup } from '@county/backup/restoring';
import { openCounty } from '@county/county';
import { knownMasterKey } from '@county/master-key';
import { projectors } from '@county/modules';
import { projectionHost } from '@county/projection-host';
import { settingsFrom } from '@county/settings';
import { START, type RecordedEvent } from '@event-store/event-store';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { verify } from '@event-store/verify';
import type { Sealed } from '@privacy/vault';
import { child, shuangbang } from '../e2e/command-line';
import { eventsAt } from '../e2e/logs-alike';
import { settingsIn } from '../e2e/small-county';
import { CountyAtWork, type Acknowledged } from './at-work';
import { CLERK, registration } from './registration';
import { expectViewsFromZero } from './views-from-zero';

describe('a county that is backed up while it works', () => {
  const root = mkdtempSync(join(tmpdir(), 'shuangbang-backup-'));
  const at = (name: string): string => join(root, name);
  const logOf = (name: string): string => `sqlite:${join(at(name), 'events.db')}`;
  let before: readonly Acknowledged[] = [];
  let manifest: Manifest;

  const copyOf = (name: string): string => {
    mkdirSync(at(name));
    for (const file of readdirSync(at('backup')))
      copyFileSync(join(at('backup'), file), join(at(name), file));
    return at(name);
  };

  /** The county as it is after the restoration, without anything running. */
  const restored = async () => {
    const county = openCounty(settingsIn(at('restored')));
    const events: RecordedEvent[] = [];
    for await (const batch of county.store.readAll({ from: START })) events.push(...batch.events);
    return { county, events };
  };

  /** Every household's head can be read with the master key of the living county; how many there are. */
  const expectHeadsOpen = async (name: string): Promise<number> => {
    const vault = { ...settingsIn(at(name)), masterKey: knownMasterKey(settingsIn(at('living'))) };
    const county = openCounty(vault);
    const registered = (await eventsAt(logOf(name))).filter(({ type }) => type === 'HouseholdRegistered');
    for (const { data } of registered) {
      const clear = await county.vault.open(data['personId'] as string, data['head'] as Sealed);
      const documentNo = expect.stringMatching(/^999999\d{11}[\dX]$/);
      expect(clear).toMatchObject({ headName: '示例户主', documentNo });
    }
    await county.close();
    return registered.length;
  };

  beforeAll(async () => {
    const county = CountyAtWork.in(at('living'));
    try {
      await county.does(120);
      before = [...county.acknowledged];
      const { status, out, err } = await shuangbang(['backup', '--to', at('backup')], {
        DATA_DIR: at('living'),
      });
      expect([status, err]).toEqual([0, '']);
      expect(out).toContain(`keep a copy of ${join(at('living'), 'master.key')} apart from the backups`);
      await county.does(20);
    } finally {
      await county.kill();
    }
    manifest = readManifest(at('backup'));
  }, 120_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is copied into files that need nothing beside them, and no key among them', () => {
    expect(readdirSync(at('backup')).sort()).toEqual(['events.db', 'keys.db', 'manifest.json', 'views.db']);
  });

  it('says which version made it', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(manifest.software).toBe(version);
  });

  it('comes back in an empty folder, with its chain whole and its read models at the head', async () => {
    mkdirSync(at('restored'));
    copyFileSync(join(at('living'), 'master.key'), join(at('restored'), 'master.key'));
    const { status, out, err } = await shuangbang([
      'restore',
      ...['--from', at('backup')],
      ...['--to', at('restored')],
      ...['--erasures', 'none'],
    ]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(
      `${String(manifest.events)} events in ${String(manifest.streams)} streams: every hash agrees`,
    );
    expect(out).toContain('read models are at the head of the log');
  }, 120_000);

  it('has everything that was acknowledged before, where it was, and is a beginning of the living log', async () => {
    const { county, events } = await restored();
    const held = new Map(events.map((event) => [event.position as string, event]));
    for (const { commandId, stream, revision, position } of before) {
      const event = held.get(position);
      expect([event?.stream, event?.revision, event?.metadata['commandId']]).toEqual([
        stream,
        revision,
        commandId,
      ]);
    }
    const living = await eventsAt(logOf('living'));
    expect(await eventsAt(logOf('restored'))).toEqual(living.slice(0, events.length));
    expect(living.length).toBeGreaterThan(events.length);
    expect(events.length).toBe(manifest.events);
    for await (const { breaks } of verify(county.store)) expect(breaks).toEqual([]);
    await county.close();
  }, 60_000);

  it('has views equal to a fold of its log from zero, before anything runs', async () => {
    const { county, events } = await restored();
    const live = (await county.views.standings()).filter(({ state }) => state === 'live');
    const models = new Set(projectors.map(({ name }) => name));
    for (const { name, checkpoint } of live)
      if (models.has(name)) expect([name, checkpoint]).toEqual([name, manifest.head]);
    await expectViewsFromZero(county, events);
    await county.close();
  }, 60_000);

  it('opens the personal data of every household under the same master key', async () => {
    expect(await expectHeadsOpen('restored')).toBeGreaterThan(30);
  }, 60_000);

  it('is of one moment, whatever is written between the copying of one file and the next', async () => {
    const source = settingsIn(at('restored'));
    const county = openCounty(source);
    const host = projectionHost(county);
    await host.start();
    let index = 700;
    const onCopied = async (): Promise<void> => {
      await county.dispatcher.dispatch(
        enveloped(registration((index += 1)), { commandId: randomUUID(), actor: CLERK }),
      );
      await host.settle();
    };
    await makeBackup(source, at('between'), { onCopied }).finally(async () => {
      await host.stop();
      await county.close();
    });
    const target = settingsIn(at('from-between'));
    await restoreBackup(at('between'), target);
    expect(await bringForward(target.dataDir)).toBe('CONTINUED');
    await expectHeadsOpen('from-between');
  }, 120_000);

  it('is not written over a county that is there', async () => {
    await expect(restoreBackup(at('backup'), settingsIn(at('living')))).rejects.toThrow('is not empty');
    await expect(restoreBackup(at('backup'), settingsIn(at('restored')))).rejects.toThrow('is not empty');
    await expect(makeBackup(settingsIn(at('living')), at('backup'))).rejects.toThrow('is not empty');
  });

  it('is not restored under another master key', async () => {
    const MASTER_KEY = Buffer.alloc(32, 1).toString('base64');
    const settings = settingsFrom({ DATA_DIR: at('other-key'), MASTER_KEY });
    await expect(restoreBackup(at('backup'), settings)).rejects.toThrow(
      'the master key at hand is not the one',
    );
    expect(existsSync(at('other-key'))).toBe(false);
  });

  it('does not start without its master key, and does not get another in silence', async () => {
    await restoreBackup(at('backup'), settingsIn(at('keyless')));
    expect(() => openCounty(settingsIn(at('keyless')))).toThrow('bring back the key');
    expect(existsSync(join(at('keyless'), 'master.key'))).toBe(false);
  });

  it.each(['events.db', 'keys.db', 'views.db'])(
    'is not restored where %s was changed or is missing',
    async (file) => {
      const folder = copyOf(`changed-${file}`);
      const target = settingsIn(at(`not-restored-${file}`));
      appendFileSync(join(folder, file), 'x');
      await expect(restoreBackup(folder, target)).rejects.toThrow(`${file} is not what was backed up`);
      rmSync(join(folder, file));
      await expect(restoreBackup(folder, target)).rejects.toThrow(`${file} is missing`);
      expect(readdirSync(target.dataDir)).toEqual([]);
    },
  );

  it('gets read models from zero where they are ahead of the log', async () => {
    const target = settingsIn(at('behind'));
    await restoreBackup(at('backup'), target);
    rmSync(join(target.dataDir, 'events.db'));
    await SqliteEventStore.open(join(target.dataDir, 'events.db')).close();
    expect(await bringForward(target.dataDir)).toBe('REBUILT');
    copyFileSync(join(at('living'), 'master.key'), join(target.dataDir, 'master.key'));
    const county = openCounty(target);
    await expectViewsFromZero(county, []);
    await county.close();
  }, 60_000);

  it('leaves no backup where the copying fails half-way', async () => {
    const broken = (file: string): void => {
      if (file === 'keys.db') throw new Error('the disk is full');
    };
    const making = makeBackup(settingsIn(at('restored')), at('half'), { onProgress: broken });
    await expect(making).rejects.toThrow('the disk is full');
    await expect(restoreBackup(at('half'), settingsIn(at('from-half')))).rejects.toThrow(
      'no finished backup',
    );
    expect(existsSync(at('from-half'))).toBe(false);
  });

  it.each(['views.db', 'events.db', 'keys.db'])(
    'leaves no backup, or a whole one, where it is killed when %s is there',
    async (file) => {
      const folder = at(`killed-${file}`);
      const copying = child('./test/faults/copyist.ts', [folder], { DATA_DIR: at('living') });
      const exit = once(copying, 'exit');
      while (!existsSync(join(folder, file)) && copying.exitCode === null) await breathe();
      copying.kill('SIGKILL');
      await exit;
      const isWhole = existsSync(join(folder, 'manifest.json'));
      const restoring = restoreBackup(folder, settingsIn(at(`from-killed-${file}`)));
      if (isWhole) expect((await restoring).events).toBeGreaterThanOrEqual(manifest.events);
      else await expect(restoring).rejects.toThrow('no finished backup');
    },
    60_000,
  );

  it('is restored over what a killed restoration left', async () => {
    const target = settingsIn(at('again'));
    mkdirSync(target.dataDir);
    appendFileSync(join(target.dataDir, 'events.db.restoring'), 'half');
    await restoreBackup(at('backup'), target);
    expect(readdirSync(target.dataDir).sort()).toEqual(['events.db', 'keys.db', 'views.db']);
  });
});
