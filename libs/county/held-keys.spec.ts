import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnknownMasterKey } from '@privacy/kms';
import { openCounty } from './county';
import { heldKeys } from './held-keys';
import { ownKeys, sealerOf } from './sealing';
import { settingsFrom } from './settings';

describe('the keys that a county holds, for one who looks at its log', () => {
  let folder: string;
  let first: string | null;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-held-'));
    const county = openCounty(settingsFrom({ DATA_DIR: folder }));
    await sealerOf(county).sealNow();
    first = await ownKeys(county)(1);
    await county.close();
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const held = (env: Readonly<Record<string, string>> = {}) =>
    heldKeys(settingsFrom({ DATA_DIR: folder, ...env }));

  it('are told by number, and their file stays as it is', async () => {
    const before = readFileSync(join(folder, 'keys.db'));
    const keys = held();
    expect(first).toMatch(/^[\da-f]{64}$/);
    expect([await keys?.own(1), await keys?.own(2)]).toEqual([first, null]);
    await keys?.close();
    expect(readFileSync(join(folder, 'keys.db')).equals(before)).toBe(true);
  });

  it('are not told with the master key of another', async () => {
    const keys = held({ MASTER_KEY: Buffer.alloc(32, 1).toString('base64') });
    await expect(keys?.own(1)).rejects.toThrow(UnknownMasterKey);
    await keys?.close();
  });

  it.each(['keys.db', 'master.key'])('are not at hand without %s, and nothing is made', (file) => {
    rmSync(join(folder, file));
    expect(held()).toBeNull();
    expect(() => readFileSync(join(folder, file))).toThrow('ENOENT');
  });
});
