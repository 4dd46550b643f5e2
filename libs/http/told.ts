import type { Json } from '@kernel/json';
import { filledIn, type Params, type RefusalTexts, type Unmet } from '@kernel/refusal';
import { isWords, type Language } from '@kernel/words';
import { FAULT_TEXTS } from './fault-texts';
import type { Fault } from './validation';

/** Chinese first; English where the caller prefers it. */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  acceptLanguage?.trim().toLowerCase().startsWith('en') === true ? 'en' : 'zh';

/** What officers call a field, and a word of an enumeration in it; undefined where nobody has named it. */
export interface Titles {
  /** `of` is the command or question, where a field of it says something else than its name says elsewhere. */
  readonly field: (name: string, of?: string) => string | undefined;
  readonly word: (field: string, word: string) => string | undefined;
}

/** In which language something is told, and what things are called in Chinese. */
export interface Tongue {
  readonly language: Language;
  readonly titles: Titles;
}

/** The text of a code with its parameters filled in; the code itself where nobody wrote one. */
export const textOf = (
  texts: RefusalTexts,
  code: string,
  { params, ...tongue }: Tongue & { readonly params: Params },
): string => {
  const template = texts[code]?.[tongue.language] ?? code;
  return filledIn(template, (name) => {
    const value = params[name];
    return value === undefined ? undefined : valueText(name, value, tongue);
  });
};

/** A condition or warning as it is answered. */
export const unmetTold = ({ code, params, pointer }: Unmet, texts: RefusalTexts, tongue: Tongue): object => ({
  ...{ code, detail: textOf(texts, code, { ...tongue, params }), params },
  ...(pointer === undefined ? {} : { pointer }),
});

/** What a code means whatever its parameters are: the text of the code with … in their place. */
export const titleOf = (texts: RefusalTexts, code: string, language: Language): string =>
  filledIn(texts[code]?.[language] ?? code, () => '…');

const valueText = (name: string, value: Json, tongue: Tongue): string => {
  if (typeof value === 'string')
    return (tongue.language === 'zh' ? tongue.titles.word(name, value) : undefined) ?? value;
  if (isWords(value)) return value[tongue.language];
  return isList(value)
    ? value.map((one) => valueText(name, one, tongue)).join(tongue.language === 'zh' ? '、' : ', ')
    : JSON.stringify(value);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** One fault of a request, beginning with the name of what it is about: `人口（populationCount）须为整数`. */
export const faultText = ({ pointer, code, each, params }: Fault, tongue: Tongue, of?: string): string => {
  const { language, titles } = tongue;
  const name = /[^/?{}]*(?=\}?$)/.exec(pointer)?.[0] ?? '';
  const choices = code === 'isIn' ? titles.word : (_field: string, word: string) => titles.field(word, of);
  const told = Object.entries(params).map(
    ([index, value]) => [index, isList(value) ? named(name, value, { choices, language }) : value] as const,
  );
  const text = textOf(FAULT_TEXTS, code, { ...tongue, params: Object.fromEntries(told) });
  if (language === 'en') return `${each === true ? 'each of ' : ''}${name} ${text}`;
  const title = titles.field(name, of);
  const label = title === undefined ? `${name} ` : `${title}（${name}）`;
  return `${label}${each === true ? '每一项' : ''}${text}`;
};

interface Choosing {
  readonly choices: Titles['word'];
  readonly language: Language;
}

/** What may be written stays as it has to be written; what it is called stands beside it. */
const named = (name: string, words: readonly Json[], { choices, language }: Choosing): Json =>
  words.map((word) => {
    const written = typeof word === 'string' ? word : JSON.stringify(word);
    const title = language === 'zh' ? choices(name, written) : undefined;
    return title === undefined ? written : `${written}（${title}）`;
  });
