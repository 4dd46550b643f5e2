import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MaskedItem } from '@privacy/mask';
import type { QueryClass } from '@query/answering';
import { pathOfLines, pathOfRows } from '@query/people';
import { pathsOfPlaces, placesIn } from '@query/places';
import { PEOPLE } from '@query/whom';
import type { WordLists } from './named-words';
import { orNull, referredBy, referTo, type Schema } from './schema';

const left = (of: string): object => ({ type: ['string', 'null'], description: of });

const LEFT: Readonly<Record<MaskedItem, object>> = {
  NAME: left('姓名，脱敏 Masked name, e.g. 张*明, or 张** where `privacy.maskRules` names NAME.'),
  DOCUMENT_NO: left(
    '证件号码，脱敏 Masked document number, e.g. 110101********1234, or 1101**********1234 where the rules name DOCUMENT_NO.',
  ),
  PHONE: left('电话，脱敏 Masked phone, e.g. 138****1234, or *******1234 where the rules name PHONE.'),
};

const TOLD =
  'What somebody is recognised by: never anything whole, null where it was not given, 已删除 where it was erased, 无法读取 where the data key is damaged.';

/** After what the person is called in an answer. */
const schemaNameOf = (field: string): string => `Masked${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;

/** People as answers show them, by the name of the schema. */
const PERSON_SCHEMAS: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.values(PEOPLE).map(({ field, items }) => [
    schemaNameOf(field),
    {
      ...{ type: 'object', description: TOLD, required: Object.keys(items) },
      properties: Object.fromEntries(
        Object.entries<MaskedItem>(items).map(([item, masked]) => [item, LEFT[masked]]),
      ),
    },
  ]),
);

interface OfTypes {
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly answers: Readonly<Record<string, Schema>>;
  readonly components: Readonly<Record<string, Schema>>;
  readonly words: WordLists;
}

/** What `npm run openapi` has read from the types of what questions are answered with. */
const OF_TYPES = JSON.parse(readFileSync(join(import.meta.dirname, 'answers.json'), 'utf8')) as OfTypes;

/** What may be chosen from, asked or answered, as the program calls it. */
export const WORD_LISTS = OF_TYPES.words;

/** What is said of the fields of a question, beside what they may be. */
export const saidOf = ({ name }: QueryClass): OfTypes['fields'][string] => OF_TYPES.fields[name] ?? {};

const PLACE_NAME = {
  ...{ type: ['string', 'null'], title: '区划名称' },
  description: 'Own name of the division on the day asked about; null where nobody had registered it.',
};

const ENTITY_NAME = { type: ['string', 'null'], title: '经营主体名称', description: 'Name of the entity.' };

const HOUSEHOLD_NO = {
  ...{ type: ['string', 'null'], title: '户编号' },
  description: 'Number of the household; null where its head is not shown either.',
};

/** What stands beside a line, by the name of the schema. */
const BESIDE = { DivisionName: PLACE_NAME, EntityName: ENTITY_NAME, HouseholdNo: HOUSEHOLD_NO };

/** What answers have in common, by the name of the schema. */
export const ANSWER_SCHEMAS: OfTypes['components'] = {
  ...OF_TYPES.components,
  ...PERSON_SCHEMAS,
  ...BESIDE,
};

interface Fields extends Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
}

const inPlace = (schema: Schema): Schema => ANSWER_SCHEMAS[referredBy(schema) ?? ''] ?? schema;

const withField = (schema: Schema, name: string, field: Schema): Schema => {
  const { required, properties, ...rest } = schema as Fields;
  return { ...rest, required: [...required, name], properties: { ...properties, [name]: field } };
};

type Beside = (line: Schema) => Schema;

/** Lines at the end of a path of fields, each with what stands beside it. */
const withLines = (schema: Schema, [field, ...further]: readonly string[], beside: Beside): Schema => {
  const { items, properties, anyOf, ...rest } = inPlace(schema) as Partial<Fields> & Partial<Lines>;
  if (anyOf !== undefined)
    return {
      ...rest,
      anyOf: anyOf.map((one) => withLines(one, field === undefined ? [] : [field, ...further], beside)),
    };
  if (items !== undefined) return { ...rest, items: withLines(items, [], beside) };
  if (field === undefined) return beside({ ...rest, properties });
  return {
    ...rest,
    properties: { ...properties, [field]: withLines(properties?.[field] ?? {}, further, beside) },
  };
};

interface Lines {
  readonly items: Schema;
  readonly anyOf: readonly Schema[];
}

const personOrNull = (person: string): Schema => orNull(referTo(schemaNameOf(person)));

/** Null where it is unknown whom a line is about, or outside what the viewer sees. */
const withPerson =
  (person: string): Beside =>
  (line) =>
    withField(line, person, personOrNull(person));

const MANAGER_TOLD =
  '负责人，脱敏；仅答复农户 Who manages the entity, masked: to a household, which does not ask the register.';

/** What the entity of a line is called, and to a household who manages it. */
const withEntity =
  ({ askedOfOwn = [] }: QueryClass): Beside =>
  (line) => {
    const { properties, ...rest } = withField(line, 'entityName', referTo('EntityName')) as Fields;
    const { field } = PEOPLE.MANAGER;
    const manager = { [field]: { ...personOrNull(field), description: MANAGER_TOLD } };
    return { ...rest, properties: { ...properties, ...(askedOfOwn.includes('HOUSEHOLD') ? manager : {}) } };
  };

/** Whom a household's line is about: by head and, where the line has no number itself, by number. */
const withHousehold: Beside = (line) => {
  const told = withPerson(PEOPLE.HEAD.field)(line) as Fields;
  return 'householdNo' in told.properties ? told : withField(told, 'householdNo', referTo('HouseholdNo'));
};

/** Where a line says a division by its code, its name stands beside it; what says none is left as it is, and where it is. */
const withPlaces = (schema: Schema, path: readonly string[]): Schema => {
  const { anyOf, items, properties = {}, ...rest } = inPlace(schema) as Partial<Fields> & Partial<Lines>;
  const [field, ...further] = path;
  if (anyOf !== undefined) {
    const each = anyOf.map((one) => withPlaces(one, path));
    return each.every((one, at) => one === anyOf[at]) ? schema : { ...rest, anyOf: each };
  }
  if (field === undefined) return items === undefined ? placed(schema) : withPlacedItems(schema, items);
  const found = properties[field];
  const named = found && withPlaces(found, further);
  return named === found ? schema : { ...rest, properties: { ...properties, [field]: named } };
};

const withPlacedItems = (schema: Schema, items: Schema): Schema => {
  const line = withPlaces(items, []);
  return line === items ? schema : { ...inPlace(schema), items: line };
};

const placed = (schema: Schema): Schema => {
  const line = inPlace(schema);
  const names = placesIn(line['properties'] ?? {}).map(([, name]) => name);
  if (names.length === 0) return schema;
  return names.reduce((told, name) => withField(told, name, referTo('DivisionName')), line);
};

/** @throws Error where `npm run openapi` has not seen the question yet */
export const schemaOfAnswer = (name: string): Schema => {
  const answer = OF_TYPES.answers[name];
  if (answer === undefined) throw new Error(`npm run openapi has not seen what ${name} is answered with`);
  return answer;
};

/** The moment of the answer stands in every answer. */
export const answerOf = (query: QueryClass): Schema => {
  const answer = schemaOfAnswer(query.name);
  const { shows, namesEntity } = query;
  const named = namesEntity ? withLines(answer, pathOfRows(query), withEntity(query)) : answer;
  const person = shows === 'HEAD' ? withHousehold : withPerson(PEOPLE[shows ?? 'PERSON'].field);
  const shown = shows ? withLines(named, pathOfLines(query), person) : named;
  return withField(pathsOfPlaces(query).reduce(withPlaces, shown), 'at', referTo('At'));
};
