import { parse, v5 } from 'uuid';

/** Namespace of every derived id of this system; it may never change, for ids are derived again at each retry. */
const NAMESPACE = parse('6d9d2f0c-5b0e-5a7e-9f33-3c1a64c2a6f1');

const utf8 = new TextEncoder();

/** UUID v5 of the parts: the same parts give the same id on every machine, for ever. */
export const derivedId = (...parts: readonly (string | number)[]): string =>
  v5(utf8.encode(parts.join('\u001f')), NAMESPACE);

export const isUuid = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(text);
