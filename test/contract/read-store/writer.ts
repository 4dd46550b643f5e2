import { once } from 'node:events';
import { position, positionPair } from '@event-store/event-store';
import { Fenced, type ReadStore } from '@read-store/read-store';
import type { Engine } from './engine';
import { account, COLLECTIONS, FENCED, LEDGER } from './ledger';

/** A process that commits one generation of the same documents after the other, until it is killed or fenced. It begins when it is told. */
const write = async (store: ReadStore): Promise<never> => {
  let { checkpoint: from } = await store.prepare(LEDGER, COLLECTIONS, 'live');
  for (;;) {
    const { commit } = positionPair(from);
    const to = position(commit + 1n);
    const rank = Number(commit) + 1;
    const writes = Array.from({ length: 200 }, (_, n) => account(`a${String(n)}`, { rank }));
    await store.commit(LEDGER, from, to, writes);
    from = to;
  }
};

const [, , module = '', place = ''] = process.argv;
const { engine } = (await import(module)) as { readonly engine: Engine };
process.stdout.write('ready');
await once(process.stdin, 'data');
try {
  await write(await engine.open(place));
} catch (error) {
  if (!(error instanceof Fenced)) throw error;
  process.exit(FENCED);
}
