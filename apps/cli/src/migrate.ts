import { Command } from 'commander';
import { wordsOf, type Words } from '@kernel/words';
import { told } from '@county/language';
import {
  eventStoreFault,
  eventStoreName,
  openEventStoreToPour,
  openEventStoreToRead,
} from '@county/event-engine';
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
  .description(
    told({
      zh: '把事件库倒入另一种引擎；编号、次序、两个日期和哈希不变',
      en: 'pour an event log into another engine; ids, order, both dates and hashes are kept',
    }),
  )
  .requiredOption(
    '--from <engine>',
    told({ zh: 'sqlite:<path> 或 esdb://…；只读', en: 'sqlite:<path> or esdb://…; it is only read' }),
  )
  .requiredOption(
    '--to <engine>',
    told({
      zh: '同上；须为空，或上次中断的目标',
      en: 'the same; empty, or where an earlier attempt was broken off',
    }),
  )
  .action(async ({ from, to }: Options) => {
    requireEngine('--from', from);
    requireEngine('--to', to);
    if (from === to)
      throw new CommandFailed({
        zh: '--from 与 --to 是同一个事件库',
        en: '--from and --to name the same log',
      });
    const source = await opened('--from', from, openEventStoreToRead);
    try {
      await moveFrom(source, { from, to });
    } finally {
      await source.close();
    }
  });

const requireEngine = (option: string, text: string): void => {
  const fault = eventStoreFault(text);
  if (fault !== null) throw CommandFailed.of(option, fault);
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
    const { zh, en } = wordsOf(error);
    const name = `${option} ${eventStoreName(text)}`;
    throw new CommandFailed({ zh: `${name}：${zh}`, en: `${name}: ${en}` });
  }
};

const moveFrom = async (source: EventStore, { from, to }: Options): Promise<void> => {
  const until = await source.head();
  if (until === START)
    throw new CommandFailed({
      zh: `--from ${eventStoreName(from)} 里没有事件`,
      en: `--from ${eventStoreName(from)} holds no events`,
    });
  const target = await opened('--to', to, openEventStoreToPour);
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

const WHAT_NEXT: Words = {
  zh: '各引擎的位置不同：用新的事件库启动，视图会自行重新生成。数据密钥（keys.db）和主密钥不在事件库里，仍须保留。',
  en: 'Positions differ from engine to engine: start the county on the new log, and its read models are built anew by themselves. The data keys (keys.db) and the master key are no part of the log and go on to be needed.',
};

const pourAll = async (move: Move): Promise<void> => {
  const total = Number(positionPair(move.until).commit);
  const bar = progressBar(told({ zh: '迁移', en: 'migrate' }));
  let [found, poured] = [0, 0];
  try {
    for await (const progress of pour(move)) {
      ({ found, poured } = progress);
      bar.at(Number(positionPair(progress.position).commit), total);
    }
  } catch (error) {
    throw refusal(error);
  } finally {
    bar.end();
  }
  print({
    zh: `倒入${String(poured)}个事件，此前已有${String(found)}个`,
    en: `${String(poured)} events poured, ${String(found)} stood there before`,
  });
};

const REFUSALS = [BrokenSource, ForeignTarget, DamagedEvent, UnacceptableEvent];

const refusal = (error: unknown): unknown => {
  if (REFUSALS.some((kind) => error instanceof kind)) return CommandFailed.because(error);
  if (error instanceof WrongExpectedRevision)
    return new CommandFailed({
      zh: `有别的程序在写目标：${error.message}`,
      en: `somebody else writes to the target: ${error.message}`,
    });
  if (error instanceof LogUnavailable)
    return new CommandFailed({
      zh: `${error.message}；再执行同一命令即接着做`,
      en: `${error.message}; the same command goes on where it ended`,
    });
  return error;
};

const report = ({ categories, all, firstDifference }: Comparison): void => {
  const rows = [...categories, { category: 'all', ...all }];
  const width = Math.max(...rows.map(({ category }) => category.length));
  print(`${'events'.padEnd(width)} ${'source'.padStart(10)} ${'target'.padStart(10)}`);
  for (const { category, source, target } of rows)
    print(`${category.padEnd(width)} ${String(source).padStart(10)} ${String(target).padStart(10)}`);
  if (firstDifference !== null)
    throw new CommandFailed({
      zh: `来源与目标不同，第一处在第${String(firstDifference)}个事件`,
      en: `source and target differ, first at their event ${String(firstDifference)}`,
    });
};

/** @throws where the source has gone on meanwhile */
const requireStill = async ({ source, until }: Move): Promise<void> => {
  let later = 0;
  for await (const { events } of source.readAll({ from: until })) later += events.length;
  if (later > 0)
    throw new CommandFailed({
      zh: `其间来源又有${String(later)}个事件，目标里没有：请停止本县的服务，再执行一次`,
      en: `${String(later)} events came to the source meanwhile and are not in the target: stop the county and run this again`,
    });
};
