import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import type { Engine, Plan } from './engine';

export const engine: Engine = {
  name: 'sqlite (file)',
  module: 'test/contract/read-store/sqlite-engine.ts',
  readsWholeCommits: true,
  beginsAtOnce: true,
  hasLeases: false,
  runs: 60,
  place: () => mkdtemp(join(tmpdir(), 'read-store-')),
  open: (place) => Promise.resolve(SqliteReadStore.open(join(place, 'views.db'))),
  tidy: (place) => rm(place, { recursive: true }),
  plan: async (store, { projection, collection, options }) => {
    if (!(store instanceof SqliteReadStore)) throw new Error('not a SQLite store');
    const words = await store.explain(projection, collection, options);
    return sqlitePlan(words, Object.keys(options.filter ?? {}).length > 0);
  },
};

/** A SCAN, even of an index, reads on past what does not fit; where there is no filter everything fits. */
export const sqlitePlan = (words: string, isFiltered: boolean): Plan => {
  const steps = words.split('\n').filter((step) => step.includes('@'));
  const scans = steps.filter((step) => step.startsWith('SCAN') && (isFiltered || !step.includes('USING')));
  return {
    usesIndex: steps.length > 0 && scans.length === 0,
    scansCollection: scans.length > 0,
    sortsInMemory: words.includes('TEMP B-TREE'),
    words,
  };
};
