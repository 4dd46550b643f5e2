import { Command } from 'commander';
import { eventStoreFault, eventStoreName, openEventStore, openEventStoreToRead } from '@county/event-engine';
import {
  DamagedEvent,
  LogUnavailable,
  START,
  UnacceptableEvent,
  WrongExpectedRevision,
  positionPair,
  type EventStore,
} from '@event-store/event-store';
import { compare, type Comparison } from '@event-store/moving/comparison';
import { BrokenSource, ForeignTarget } from '@event-store/moving/faults';
import { pour, type Move } from '@event-store/moving/pouring';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { verifyLog } from './verify';
import { print } from './with-county';

interface Options {
  readonly from: string;
  readonly to: string;
}

/** Moves a log to another engine. Broken off at any instant, the same command goes on where it ended. */
export const migrateCommand = new Command('migrate')
  .description('pour an event log into another engine; ids, order, both dates and hashes are kept')
  .requiredOption('--from <engine>', 'sqlite:<path> or esdb://…; it is only read')
  .requiredOption('--to <engine>', 'the same; empty, or where an earlier attempt was broken off')
  .action(async ({ from, to }: Options) => {
    requireEngine('--from', from);
    requireEngine('--to', to);
    if (from === to) throw new CommandFailed('--from and --to name the same log');
    const source = await opened('--from', from, openEventStoreToRead);
    try {
      await moveFrom(source, { from, to });
    } finally {
      await source.close();
    }
  });

const requireEngine = (option: string, text: string): void => {
  const fault = eventStoreFault(text);
  if (fault !== null) throw new CommandFailed(`${option} ${fault}`);
};

/** Asks it for its end, for a server is only connected with when it is asked. */
const opened = async (
  option: string,
  text: string,
  open: (text: string) => EventStore,
): Promise<EventStore> => {
  try {
    const store = open(text);
    await store.head();
    return store;
  } catch (error) {
    throw new CommandFailed(`${option} ${eventStoreName(text)}: ${(error as Error).message}`);
  }
};

const moveFrom = async (source: EventStore, { from, to }: Options): Promise<void> => {
  const until = await source.head();
  if (until === START) throw new CommandFailed(`--from ${eventStoreName(from)} holds no events`);
  const target = await opened('--to', to, openEventStore);
  try {
    const move = { source, target, until };
    await pourAll(move);
    await verifyLog(target);
    report(await compare(move));
    await requireStill(move);
    print(WHAT_NEXT);
  } finally {
    await target.close();
  }
};

const WHAT_NEXT =
  'Positions differ from engine to engine: start the county on the new log with an empty READ_STORE, which it fills by ' +
  'itself. The data keys (keys.db) and the master key are no part of the log and go on to be needed.';

const pourAll = async (move: Move): Promise<void> => {
  const total = Number(positionPair(move.until).commit);
  const bar = progressBar('migrate');
  let [found, poured] = [0, 0];
  try {
    for await (const progress of pour(move)) {
      ({ found, poured } = progress);
      bar.at(Number(positionPair(progress.position).commit), total);
    }
  } catch (error) {
    throw told(error);
  } finally {
    bar.end();
  }
  print(`${String(poured)} events poured, ${String(found)} stood there before`);
};

const REFUSALS = [BrokenSource, ForeignTarget, DamagedEvent, UnacceptableEvent];

const told = (error: unknown): unknown => {
  if (REFUSALS.some((kind) => error instanceof kind)) return new CommandFailed((error as Error).message);
  if (error instanceof WrongExpectedRevision)
    return new CommandFailed(`somebody else writes to the target: ${error.message}`);
  if (error instanceof LogUnavailable)
    return new CommandFailed(`${error.message}; the same command goes on where it ended`);
  return error;
};

const report = ({ categories, all, firstDifference }: Comparison): void => {
  const rows = [...categories, { category: 'all', ...all }];
  const width = Math.max(...rows.map(({ category }) => category.length));
  print(`${'events'.padEnd(width)} ${'source'.padStart(10)} ${'target'.padStart(10)}`);
  for (const { category, source, target } of rows)
    print(`${category.padEnd(width)} ${String(source).padStart(10)} ${String(target).padStart(10)}`);
  if (firstDifference !== null)
    throw new CommandFailed(`source and target differ, first at their event ${String(firstDifference)}`);
};

/** @throws where the source has gone on meanwhile */
const requireStill = async ({ source, until }: Move): Promise<void> => {
  let later = 0;
  for await (const { events } of source.readAll({ from: until })) later += events.length;
  if (later > 0)
    throw new CommandFailed(
      `${String(later)} events came to the source meanwhile and are not in the target: stop the county and run this again`,
    );
};
