import { Command } from 'commander';
import { positionPair, type EventStore } from '@event-store/event-store';
import type { Break } from '@event-store/examination';
import { verify } from '@event-store/verify';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

/** Recomputes the hash chain of every stream, or of one, and names the first broken event. Ends with status 1 where one is. */
export const verifyCommand = new Command('verify')
  .description('recompute the hash chain and name what was changed, removed, inserted or reordered')
  .option('--stream <name>', 'one stream only, e.g. agreement-<id>')
  .action(async ({ stream }: { stream?: string }) => {
    await withCounty(({ store }) => verifyLog(store, stream));
  });

/** Says what it found. @throws CommandFailed where the log is broken */
export const verifyLog = async (store: EventStore, stream?: string): Promise<void> => {
  const total = Number(positionPair(await store.head()).commit);
  const bar = progressBar('verify');
  const breaks: Break[] = [];
  let counted = { events: 0, streams: 0 };
  for await (const { events, streams, position, breaks: found } of verify(
    store,
    stream === undefined ? {} : { stream },
  )) {
    counted = { events, streams };
    breaks.push(...found);
    bar.at(Number(positionPair(position).commit), total);
  }
  bar.end();
  for (const found of breaks) print(describe(found));
  if (breaks.length > 0)
    throw new CommandFailed(
      `the log is broken in ${String(breaks.length)} place(s), first: ${describe(breaks[0] as Break)}`,
    );
  print(`${String(counted.events)} events in ${String(counted.streams)} streams: every hash agrees`);
};

const describe = ({ kind, position, event, detail }: Break): string => {
  const place =
    event === null ? '' : ` ${event.stream} revision ${String(event.revision)} (event ${event.id})`;
  return `${kind} at position ${position}${place}: ${detail}`;
};
