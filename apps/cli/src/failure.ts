import { ToldError, wordsOf, type Words } from '@kernel/words';

/** The command did not end well, for a reason that is said in one sentence; the exit status is 1. */
export class CommandFailed extends ToldError {
  override readonly name = 'CommandFailed';

  /** What reads the same in both languages, or stands in one alone. */
  static saying(text: string): CommandFailed {
    return new CommandFailed({ zh: text, en: text });
  }

  /** What is wrong with an option. */
  static of(option: string, { zh, en }: Words): CommandFailed {
    return new CommandFailed({ zh: `${option} ${zh}`, en: `${option} ${en}` });
  }

  /** Another error of which the reader is told no more than what it says. */
  static because(error: unknown): CommandFailed {
    return new CommandFailed(wordsOf(error), { cause: error });
  }
}

export const NO_DIVISION: Words = {
  zh: '--scope 须为12位行政区划代码，省级代码开头，下级用不到的位补零，如530424000000',
  en: '--scope takes a 12-digit division code that begins with that of a province, padded with zeros, e.g. 530424000000',
};
