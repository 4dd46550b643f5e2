import type { Struck } from './blows';

type Stage = Struck & { readonly name: string };

/** What is struck in a run of all tests; the servers are those that a test starts itself. */
export const STAGES = {
  embedded: { name: 'embedded', apis: 1, projectors: 0, servers: [], rounds: 20 },
  onEventStoreDb: { name: 'log server', apis: 1, projectors: 0, servers: ['eventstoredb'], rounds: 16 },
  shared: { name: 'shared', apis: 2, projectors: 2, servers: ['eventstoredb', 'mongodb'], rounds: 12 },
  standalone: { name: 'standalone', apis: 1, projectors: 1, servers: ['mongodb'], rounds: 6 },
} as const satisfies Readonly<Record<string, Stage>>;

export const ALL_ROUNDS = Object.values(STAGES).reduce((sum, { rounds }) => sum + rounds, 0);
