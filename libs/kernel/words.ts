/** Chinese first; English for whoever asks for it. */
export type Language = 'zh' | 'en';

/** For the reader, in both languages. */
export type Words = { readonly zh: string; readonly en: string };

/** Each language by itself. */
export const joined = (parts: readonly Words[], separator: Words): Words => ({
  zh: parts.map(({ zh }) => zh).join(separator.zh),
  en: parts.map(({ en }) => en).join(separator.en),
});

/** Of what comes as JSON, and may be anything. */
export const isWords = (value: unknown): value is Words => {
  const { zh, en } = (value ?? {}) as Partial<Record<Language, unknown>>;
  return typeof zh === 'string' && typeof en === 'string';
};

/** What a person who started something has to know and can act upon. The message is the English text, for logs. */
export class ToldError extends Error {
  constructor(
    readonly words: Words,
    options?: ErrorOptions,
  ) {
    super(words.en, options);
  }
}

/** What an error says for itself; one that nobody has put into Chinese says it in English. */
export const wordsOf = (error: unknown): Words => {
  const { words, message } = error as { readonly words?: Words; readonly message: string };
  return words ?? { zh: message, en: message };
};
