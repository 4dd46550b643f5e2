import type { Words } from '@kernel/words';

/** A master key, as an operator makes one. */
export const NEW_KEY = '$(openssl rand -base64 32)';

/** With what it may be instead. */
export const withExample = (name: string, example: string, { zh, en }: Words): Words => ({
  zh: `${zh}，例如 ${name}=${example}`,
  en: `${en}, e.g. ${name}=${example}`,
});

interface Set {
  readonly name: string;
  readonly text: string;
  readonly usual: string;
}

/** `takes`: what it may be. Its text is repeated: not for what may hold a secret. */
export const otherThan = ({ name, text, usual }: Set, takes: Words): Words =>
  withExample(name, usual, {
    zh: `${name} 为“${text}”，应为 ${takes.zh}`,
    en: `${name} is "${text}"; it takes ${takes.en}`,
  });
