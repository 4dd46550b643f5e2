import type { Words } from '@kernel/words';

const isEnglish = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): boolean =>
  /^en(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '');

/** In the language of the terminal: Chinese, unless its locale is an English one. */
export const told = ({ zh, en }: Words): string => (isEnglish(process.env) ? en : zh);
