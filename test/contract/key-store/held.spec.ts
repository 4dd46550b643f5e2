import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty, type County } from '@county/county';
import { prepared } from '@county/erasing';
import { settingsFrom } from '@county/settings';
import type { Position } from '@event-store/event-store';
import { Sqlite } from '@event-store/sqlite/driver';
import { KeysUnavailable } from '@privacy/key-store';
import type { EventCause } from '@projection/delivery';
import { CertifyErasure } from '@registry/erasure/commands';

const cause: EventCause = {
  ...{ policy: 'erasure-certificate', causeEventId: 'event-1', index: 0 },
  causePosition: '0' as Position,
};
const intent = { command: new CertifyErasure(), id: 'wang', reason: '' };

describe('a key of somebody to be forgotten, in a file that somebody reads', () => {
  let folder: string;
  let county: County;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-held-keys-'));
    county = openCounty(settingsFrom({ DATA_DIR: folder, ERASURE_LIST: join(folder, 'list.jsonl') }));
  });
  afterEach(async () => {
    await county.close();
    rmSync(folder, { recursive: true });
  });

  it('is certified only when it is out of the file and of its journal, and named as ever', async () => {
    await county.vault.seal('wang', { headName: '王示例' });
    const keyDestroyed = await county.vault.nameOfKeyOf('wang');
    const wrapped = (await county.keys.get('wang')) as Buffer;
    const isOnDisk = (): boolean =>
      ['keys.db', 'keys.db-wal'].some((file) => readFileSync(join(folder, file)).includes(wrapped));
    const reader = new Sqlite(join(folder, 'keys.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT subject FROM keys').all();
    await expect(prepared(county, intent, cause)).rejects.toThrow(KeysUnavailable);
    expect([await county.keys.get('wang'), isOnDisk()]).toEqual([null, true]);
    reader.close();
    const { command } = await prepared(county, intent, cause);
    expect([command, isOnDisk()]).toEqual([Object.assign(new CertifyErasure(), { keyDestroyed }), false]);
  });
});
