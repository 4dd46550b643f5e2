import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type Schema = Readonly<Record<string, unknown>>;

interface Bound {
  readonly constraints: readonly unknown[];
}

const COMPONENTS = '#/components/schemas/';

/** To a component of the document, by its name. */
export const referTo = (name: string): Schema => ({ $ref: `${COMPONENTS}${name}` });

/** Undefined where it is written out. */
export const referredBy = ({ $ref }: Schema): string | undefined =>
  typeof $ref === 'string' ? $ref.slice(COMPONENTS.length) : undefined;

export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

const formed = ({ constraints }: Bound): Schema => ({ type: 'string', pattern: constraints[0] });

/** How the words of `@validation/fields` look in JSON schema. */
const WORDS: Record<string, Schema | ((bound: Bound) => Schema)> = {
  // The library would say `number` of what is bounded, also where it is whole.
  min: ({ constraints }) => ({ minimum: constraints[0] }),
  max: ({ constraints }) => ({ maximum: constraints[0] }),
  isCalendarDate: referTo('CalendarDate'),
  isDivisionCode: referTo('DivisionCode'),
  isDivisionOfLevel: referTo('DivisionCode'),
  isVillageGroup: { type: 'string', pattern: '^[0-9]{12}-[0-9]{2}$' },
  isYearDay: formed,
  isId: { type: 'string', format: 'uuid' },
  isLogin: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.@:-]{1,99}$' },
  isCode: { type: 'string', pattern: '^[0-9]{6}$' },
  isNetwork: { type: 'string', description: 'a network, e.g. 10.1.0.0/16' },
  isObject: { type: 'object' },
  isNamedTexts: { type: 'object', additionalProperties: { type: 'string' } },
  rootCode: formed,
  saysSomething: { type: 'string', pattern: '\\S' },
  PERSONAL_DATA_IN_TEXT: { type: 'string', description: 'no document, phone or card number' },
  isWhole: { type: 'string' },
  isPlain: { type: 'string', description: 'no blank, nothing in full width' },
  isFen: { type: 'integer', description: 'fen: 1 yuan is 100' },
};

type Part = abstract new () => object;

/** Every part of what has been described, by the name of its class. */
const parts = new Map<string, { readonly type: Part; readonly schema: Schema }>();

/** Components of the parts that commands have. */
export const partSchemas = (): Readonly<Record<string, Schema>> =>
  Object.fromEntries([...parts].map(([name, { schema }]) => [name, schema]));

/** JSON schema of a command, question or part, so that the document says what the edge checks; its parts are components. */
export const schemaOf = (type: Part): Schema => {
  const { properties = {}, required } = targetConstructorToSchema(type, {
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    additionalConverters: WORDS,
    refPointerPrefix: COMPONENTS,
  }) as { properties?: Record<string, Schema>; required?: string[] };
  const named = Object.entries(properties).map(
    ([name, schema]) => [name, withParts(type, name, schema)] as const,
  );
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(named),
    ...(required === undefined ? {} : { required }),
  };
};

/** A field that is a part, or a list of them. */
const withParts = (type: Part, name: string, schema: Schema): Schema => {
  const part = partOf(type, name);
  if (part === undefined) return schema;
  const items = schema['items'] as Schema | undefined;
  if (items === undefined) return '$ref' in schema ? component(part) : schema;
  return '$ref' in items ? { ...schema, items: component(part) } : schema;
};

/** @throws Error where two parts have one name */
const component = (type: Part): Schema => {
  const { name } = type;
  const known = parts.get(name) ?? { type, schema: schemaOf(type) };
  if (known.type !== type) throw new Error(`two parts of commands are called ${name}`);
  parts.set(name, known);
  return referTo(name);
};

interface TransformerStorage {
  findTypeMetadata(target: Part, name: string): { typeFunction(): Part } | undefined;
}

const partOf = (type: Part, name: string): Part | undefined =>
  (defaultMetadataStorage as TransformerStorage).findTypeMetadata(type, name)?.typeFunction();
