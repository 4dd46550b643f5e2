import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteKeyStore } from '@privacy/sqlite/key-store';
import { keyStoreContract, type KeyEngine } from './contract';
import { damagedKeyContract } from './damaged';

const engine: KeyEngine = {
  name: 'sqlite',
  place: () => mkdtempSync(join(tmpdir(), 'shuangbang-keys-')),
  open: (folder) => SqliteKeyStore.open(join(folder, 'keys.db')),
  setting: (folder) => `sqlite:${join(folder, 'keys.db')}`,
  tidy: async (folder) => {
    rmSync(folder, { recursive: true });
  },
};

keyStoreContract(engine);
damagedKeyContract(engine);
