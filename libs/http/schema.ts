import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type Schema = Readonly<Record<string, unknown>>;

interface Bound {
  readonly constraints: readonly unknown[];
}

const formed = ({ constraints }: Bound): Schema => ({ type: 'string', pattern: constraints[0] });

/** How the words of `@validation/fields` look in JSON schema. */
const WORDS: Record<string, Schema | ((bound: Bound) => Schema)> = {
  // The library would say `number` of what is bounded, also where it is whole.
  min: ({ constraints }) => ({ minimum: constraints[0] }),
  max: ({ constraints }) => ({ maximum: constraints[0] }),
  isCalendarDate: { type: 'string', format: 'date', description: 'Asia/Shanghai' },
  isDivisionCode: { type: 'string', pattern: '^[1-9][0-9]{11}$' },
  isDivisionOfLevel: { type: 'string', pattern: '^[1-9][0-9]{11}$' },
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
};

type Part = abstract new () => object;

/** JSON schema of a command, question or part, with nested parts in place, so that the document says what the edge checks. */
export const schemaOf = (type: Part): Schema => {
  const { properties = {}, required } = targetConstructorToSchema(type, {
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    additionalConverters: WORDS,
  }) as { properties?: Record<string, Schema>; required?: string[] };
  const named = Object.entries(properties).map(
    ([name, schema]) => [name, inPlace(type, name, schema)] as const,
  );
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(named),
    ...(required === undefined ? {} : { required }),
  };
};

const inPlace = (type: Part, name: string, schema: Schema): Schema => {
  if ('$ref' in schema) return schemaOf(partOf(type, name));
  const items = schema['items'] as Schema | undefined;
  return items !== undefined && '$ref' in items ? { ...schema, items: schemaOf(partOf(type, name)) } : schema;
};

interface TransformerStorage {
  findTypeMetadata(target: Part, name: string): { typeFunction(): Part } | undefined;
}

const partOf = (type: Part, name: string): Part => {
  const found = (defaultMetadataStorage as TransformerStorage).findTypeMetadata(type, name);
  if (found === undefined) throw new Error(`${type.name}.${name} is a part without a class`);
  return found.typeFunction();
};
