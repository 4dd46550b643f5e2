import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { shuangbang } from '../e2e/command-line';
import { settingsIn } from '../e2e/small-county';
import { CountyAtWork } from './at-work';
import { expectIntact } from './intact';
import { ViewsFromZero } from './views-from-zero';

const PAGE = 4_096;

/** Less than a frame, as a write leaves it that the power was cut from. */
const tearEndOf = (file: string): void => appendFileSync(file, randomBytes(PAGE / 2));

const tearLastPageOf = (file: string): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, randomBytes(PAGE / 2), 0, PAGE / 2, statSync(file).size - PAGE / 2);
  closeSync(handle);
};

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

  it('in the last page of its log is told what is not there any more, and is not said to be whole', async () => {
    await SqliteEventStore.open(log).close();
    expect((await shuangbang(['verify'], { DATA_DIR: folder })).status).toBe(0);
    tearLastPageOf(log);
    const verified = await shuangbang(['verify'], { DATA_DIR: folder });
    expect(verified.status).not.toBe(0);
    expect(verified.out + verified.err).toMatch(/(?:TRUNCATED|CHANGED|MALFORMED|DAMAGED)\b.* at position/);
    const doctor = await shuangbang(['doctor'], { DATA_DIR: folder });
    expect([doctor.status, doctor.out]).toEqual([1, expect.stringMatching(/BAD .*breaks in the hash chain/)]);
  }, 120_000);
});
