import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MaskedItem } from '@privacy/mask';
import type { QueryClass } from '@query/answering';
import { pathOfLines, pathOfRows } from '@query/people';
import { pathsOfPlaces, placesIn } from '@query/places';
import { PEOPLE } from '@query/whom';
import type { Schema } from './schema';

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
      ...{ type: 'object', description: TOLD, required: Object.keys(items), additionalProperties: false },
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
}

/** What `npm run openapi` has read from the types of what questions are answered with. */
const OF_TYPES = JSON.parse(readFileSync(join(import.meta.dirname, 'answers.json'), 'utf8')) as OfTypes;

/** What is said of the fields of a question, beside what they may be. */
export const saidOf = ({ name }: QueryClass): OfTypes['fields'][string] => OF_TYPES.fields[name] ?? {};

const PLACE = '#/components/schemas/';

/** What answers have in common, by the name of the schema. */
export const ANSWER_SCHEMAS: OfTypes['components'] = { ...OF_TYPES.components, ...PERSON_SCHEMAS };

interface Fields extends Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
}

const inPlace = (schema: Schema): Schema =>
  typeof schema['$ref'] === 'string'
    ? (ANSWER_SCHEMAS[schema['$ref'].slice(PLACE.length)] ?? schema)
    : schema;

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

const AT: Schema = { $ref: `${PLACE}At` };

const orNull = (person: string): Schema => ({
  anyOf: [{ $ref: `${PLACE}${schemaNameOf(person)}` }, { type: 'null' }],
});

/** Null where it is unknown whom a line is about, or outside what the viewer sees. */
const withPerson =
  (person: string): Beside =>
  (line) =>
    withField(line, person, orNull(person));

const ENTITY_NAME: Schema = { type: ['string', 'null'], description: '经营主体名称 Name of the entity.' };

const MANAGER_TOLD =
  '负责人，脱敏；仅答复农户 Who manages the entity, masked: to a household, which does not ask the register.';

/** What the entity of a line is called, and to a household who manages it. */
const withEntity =
  ({ askedOfOwn = [] }: QueryClass): Beside =>
  (line) => {
    const { properties, ...rest } = withField(line, 'entityName', ENTITY_NAME) as Fields;
    const { field } = PEOPLE.MANAGER;
    const manager = { [field]: { ...orNull(field), description: MANAGER_TOLD } };
    return { ...rest, properties: { ...properties, ...(askedOfOwn.includes('HOUSEHOLD') ? manager : {}) } };
  };

const HOUSEHOLD_NO: Schema = {
  type: ['string', 'null'],
  description: '户编号 Number of the household; null where its head is not shown either.',
};

/** Whom a household's line is about: by head and, where the line has no number itself, by number. */
const withHousehold: Beside = (line) => {
  const told = withPerson(PEOPLE.HEAD.field)(line) as Fields;
  return 'householdNo' in told.properties ? told : withField(told, 'householdNo', HOUSEHOLD_NO);
};

const PLACE_NAME: Schema = {
  type: ['string', 'null'],
  description:
    '区划名称 Own name of the division on the day asked about; null where nobody had registered it.',
};

/** Where a line says a division by its code, its name stands beside it. */
const withPlaces = (schema: Schema, [field, ...further]: readonly string[]): Schema => {
  const { anyOf, items, properties, ...rest } = inPlace(schema) as Partial<Fields> & Partial<Lines>;
  if (anyOf !== undefined)
    return {
      ...rest,
      anyOf: anyOf.map((one) => withPlaces(one, field === undefined ? [] : [field, ...further])),
    };
  if (field === undefined) {
    if (items !== undefined) return { ...rest, items: withPlaces(items, []) };
    return placesIn(properties ?? {}).reduce<Schema>(
      (line, [, name]) => withField(line, name, PLACE_NAME),
      inPlace(schema),
    );
  }
  const found = properties?.[field];
  return found === undefined
    ? schema
    : { ...rest, properties: { ...properties, [field]: withPlaces(found, further) } };
};

/** The moment of the answer stands in every answer. @throws Error where `npm run openapi` has not seen the question yet */
export const answerOf = (query: QueryClass): Schema => {
  const answer = OF_TYPES.answers[query.name];
  if (answer === undefined)
    throw new Error(`npm run openapi has not seen what ${query.name} is answered with`);
  const { shows, namesEntity } = query;
  const named = namesEntity ? withLines(answer, pathOfRows(query), withEntity(query)) : answer;
  const person = shows === 'HEAD' ? withHousehold : withPerson(PEOPLE[shows ?? 'PERSON'].field);
  const shown = shows ? withLines(named, pathOfLines(query), person) : named;
  return withField(pathsOfPlaces(query).reduce(withPlaces, shown), 'at', AT);
};
