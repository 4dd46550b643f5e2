import { Command } from 'commander';
import { told } from '@county/language';
import type { Words } from '@kernel/words';
import { WrongExpectedRevision } from '@event-store/event-store';
import type { Seal } from '@event-store/sealing/events';
import { SealRefused } from '@event-store/sealing/seal-book';
import { described, NewestSeal, sealerOf } from '@county/sealing';
import { CommandFailed } from './failure';
import { print, withCounty } from './with-county';

/** Seals at once what is not sealed yet, e.g. before a root code is printed on a public notice. */
export const sealCommand = new Command('seal')
  .description(
    told({
      zh: '立即封签，打印供公示的编码',
      en: 'seal the log now and print the root code for public notices',
    }),
  )
  .action(async () => {
    await withCounty(async (county) => {
      const made = await sealing(() => sealerOf(county).sealNow());
      printSeals(made);
      const last = made.length > 0 ? null : await new NewestSeal(county).read();
      if (last !== null) print(described(last));
    });
  });

export const printSeals = (seals: readonly Seal[]): void => {
  for (const seal of seals) print(described(seal));
  if (seals.length === 0) print({ zh: '上次封签以来没有新的事件', en: 'nothing is new since the last seal' });
};

const ANOTHER: Words = {
  zh: '另一进程正在封签：请再执行一次',
  en: 'another process was sealing at this moment: run it again',
};

/** @throws CommandFailed where the log is not what was sealed, or somebody else seals at this moment */
export const sealing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SealRefused) throw CommandFailed.because(error);
    if (error instanceof WrongExpectedRevision) throw new CommandFailed(ANOTHER);
    throw error;
  }
};
