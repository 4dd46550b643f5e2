import { yuanText, type Fen } from '@kernel/fen';
import { isUuid } from '@kernel/ids';
import type { PathPart, Wording } from '@query/story/wording';
import { EVENT_TITLES, fieldPlace, fieldTitle, ITEM_TITLES, policyTitle, wordTitle } from './titles';

/** Values of a list that a text names one by one; of a longer one it says how many there are. */
const NAMED = 5;

const SEALED = /^v\d+\.[\w-]+\./;
/** An id, or the name of a stream. */
const ID = /(?:\b([a-z][A-Za-z]*)-)?\b([\da-f]{8})(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g;
const HASH = /^[\da-f]{32,}$/;

/** A long name is shortened for the eye; the whole of it stands beside the text in the answer. */
const shortened = (text: string): string => {
  if (SEALED.test(text)) return '（密文）';
  if (HASH.test(text)) return `${text.slice(0, 12)}…`;
  return text.replaceAll(ID, (_whole, category: string | undefined, first: string) =>
    category === undefined ? `${first}…` : `${fieldTitle(category) ?? category}${first}…`,
  );
};

const numberText = (field: string, value: number): string => {
  if (field.endsWith('Fen') || field in ITEM_TITLES) return `${yuanText(value as Fen)}元`;
  return field.endsWith('entiPoints') ? `${yuanText(value as Fen)}分` : String(value);
};

type KeyTitle = (key: string) => string | undefined;

const listText = (values: readonly unknown[], told: (value: unknown) => string): string => {
  if (values.length === 0) return '无';
  if (values.some((value) => typeof value === 'object')) return `${values.length}项`;
  return `${values.slice(0, NAMED).map(told).join('、')}${values.length > NAMED ? `等${values.length}项` : ''}`;
};

const inOrder = <T>(fields: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(fields).sort(([a], [b]) => fieldPlace(a) - fieldPlace(b));

const partsText = (value: object, told: (name: string, part: unknown) => string): string => {
  const parts = inOrder(value as Readonly<Record<string, unknown>>).filter(([, part]) => part !== null);
  const { numerator, denominator, ...more } = value as { numerator?: unknown; denominator?: unknown };
  if (typeof numerator === 'number' && typeof denominator === 'number' && Object.keys(more).length === 0)
    return `${numerator}/${denominator}`;
  if (parts.some(([name]) => isUuid(name))) return `${parts.length}项`;
  return parts.length === 0 ? '无' : `（${parts.map(([name, part]) => told(name, part)).join('，')}）`;
};

const textOf = (field: string, value: unknown, keyTitle: KeyTitle): string => {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return numberText(field, value);
  if (typeof value === 'string' && value !== '')
    return wordTitle(field, value) ?? keyTitle(value) ?? shortened(value);
  return '无';
};

/** `keyTitle` names the keys that belong to another module: those of parameters. */
export const wordingWith = (keyTitle: KeyTitle): Wording => {
  const field = (name: string, eventType?: string): string =>
    fieldTitle(name, eventType) ?? keyTitle(name) ?? shortened(name);
  const value = (name: string, told: unknown): string => {
    if (typeof told !== 'object' || told === null) return textOf(name, told, keyTitle);
    return Array.isArray(told)
      ? listText(told, (one) => value(name, one))
      : partsText(told, (part, within) => `${field(part)}${value(part, within)}`);
  };
  const place = (part: PathPart): string =>
    typeof part === 'number' ? `第${String(part + 1)}项` : field(part);
  return {
    event: (type) => EVENT_TITLES[type] ?? type,
    policy: policyTitle,
    field,
    value,
    told: inOrder,
    path: (parts) => parts.map(place).join('·'),
  };
};
