import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enveloped } from '@command/envelope';
import { openCounty } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { countyPulse } from '@county/pulse';
import { makeReady } from '@county/readiness';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { verify } from '@event-store/verify';
import { derivedId } from '@kernel/ids';
import { shuangbang } from '../e2e/command-line';
import { settingsIn } from '../e2e/small-county';
import { CountyAtWork } from './at-work';
import { expectIntact, expectWhole } from './intact';
import { CLERK, registration } from './registration';
import { ViewsFromZero } from './views-from-zero';

const PAGE = 4_096;

/** Less than a frame, as a write leaves it that the power was cut from. */
const tearEndOf = (file: string): void => appendFileSync(file, randomBytes(PAGE / 2));

const tearLastPageOf = (file: string): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, randomBytes(PAGE / 2), 0, PAGE / 2, statSync(file).size - PAGE / 2);
  closeSync(handle);
};

const zeroPageOf = (file: string, number: number): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(PAGE), 0, PAGE, number * PAGE);
  closeSync(handle);
};

const middleOf = (file: string): number => Math.floor(statSync(file).size / PAGE / 2);

describe('a county whose files were torn', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-torn-'));
  const log = join(folder, 'events.db');
  const county = CountyAtWork.in(folder);

  beforeAll(async () => {
    await county.does(120);
    await county.kill();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('in the middle of the last frame of each write-ahead log has lost nothing that it acknowledged', async () => {
    for (const file of ['events.db-wal', 'views.db-wal', 'keys.db-wal']) tearEndOf(join(folder, file));
    const reopened = openCounty(settingsIn(folder));
    const host = projectionHost(reopened);
    await host.start();
    await expectIntact(reopened, county.acknowledged, new ViewsFromZero());
    await host.stop();
    await reopened.close();
  }, 60_000);

  const views = join(folder, 'views.db');

  it.each([
    ['any page', middleOf],
    ['the page that names all others', () => 0],
  ])(
    'in %s of its read models starts and takes commands, answers nothing wrong and says what to do',
    async (_, page) => {
      const number = page(views);
      zeroPageOf(views, number);
      const reopened = openCounty(settingsIn(folder));
      await makeReady(reopened);
      const host = projectionHost(reopened);
      await host.start();
      const read = reopened.views.reader('household').count('household');
      for (const asked of [read, countyPulse(reopened).health()])
        await expect(asked).rejects.toMatchObject({ name: 'ViewsDamaged' });
      await expect(host.status()).rejects.toMatchObject({ name: 'ViewsDamaged' });
      const before = await reopened.store.head();
      await reopened.dispatcher.dispatch(
        enveloped(registration(5_000 + number), {
          commandId: derivedId('fault', 'while damaged', number),
          actor: CLERK,
        }),
      );
      expect((await reopened.store.head()) > before).toBe(true);
      await host.stop();
      await reopened.close();
      const doctor = await shuangbang(['doctor'], { DATA_DIR: folder });
      expect([doctor.status, doctor.out]).toEqual([1, expect.stringMatching(/BAD .*views\.db are damaged/)]);
    },
    60_000,
  );

  it('has them as before once that file is put away', async () => {
    rmSync(views);
    const reopened = openCounty(settingsIn(folder));
    await makeReady(reopened);
    const host = projectionHost(reopened);
    await host.start();
    await expectWhole(reopened, county.acknowledged, new ViewsFromZero());
    await host.stop();
    await reopened.close();
  }, 60_000);

  it('in a page of its keys does not start, and is as before with those of a backup', async () => {
    const keys = join(folder, 'keys.db');
    const backup = readFileSync(keys);
    zeroPageOf(keys, middleOf(keys));
    expect(() => openCounty(settingsIn(folder))).toThrow(/keys\.db are damaged: bring the keys back/);
    const doctor = await shuangbang(['doctor'], { DATA_DIR: folder });
    expect([doctor.status, doctor.err]).toEqual([1, expect.stringMatching(/^the data keys in .* backup\n$/)]);
    writeFileSync(keys, backup);
    await openCounty(settingsIn(folder)).close();
  }, 60_000);

  it('in the last page of its log is told what is not there any more, and is not said to be whole', async () => {
    const store = SqliteEventStore.open(log);
    for await (const { breaks } of verify(store)) expect(breaks).toEqual([]);
    await store.close();
    tearLastPageOf(log);
    const verified = await shuangbang(['verify'], { DATA_DIR: folder });
    expect(verified.status).not.toBe(0);
    expect(verified.out + verified.err).toMatch(/(?:TRUNCATED|CHANGED|MALFORMED|DAMAGED)\b.* at position/);
    const doctor = await shuangbang(['doctor'], { DATA_DIR: folder });
    expect([doctor.status, doctor.out]).toEqual([1, expect.stringMatching(/BAD .*breaks in the hash chain/)]);
  }, 120_000);
});
