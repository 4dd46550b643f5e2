import ts from 'typescript';
import { orNull, referTo, type Schema } from '@http/schema';

/** What a word of the kernel looks like in JSON, where its type says only that it is text or a number. */
const WORDS: Readonly<Record<string, Schema>> = {
  CalendarDate: referTo('CalendarDate'),
  DivisionCode: referTo('DivisionCode'),
  Position: referTo('Position'),
  Json: {},
};

/** Units that the name of a field ends with. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/Fen$/, 'fen: a hundredth of a yuan'],
  [/CentiPoints$/, 'hundredths of a point'],
];

const has = (type: ts.Type, ...flags: readonly ts.TypeFlags[]): boolean =>
  flags.some((flag) => (type.flags & flag) !== 0);

/** Types of the program as JSON schema of OpenAPI 3.1: what has a name becomes a component of that name. */
export class TypeSchemas {
  readonly components = new Map<string, Schema>();
  readonly #owners = new Map<string, ts.Symbol>();

  constructor(private readonly checker: ts.TypeChecker) {}

  of(type: ts.Type): Schema {
    const word = WORDS[this.#nameOf(type) ?? ''];
    if (word !== undefined) return word;
    if (has(type, ts.TypeFlags.Any, ts.TypeFlags.Unknown, ts.TypeFlags.NonPrimitive)) return {};
    if (type.isUnion()) return this.#union(type);
    return this.#literal(type) ?? this.#plain(type) ?? this.#object(type);
  }

  #literal(type: ts.Type): Schema | null {
    if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
    if (type.isNumberLiteral()) return { type: 'integer', enum: [type.value] };
    if (!has(type, ts.TypeFlags.BooleanLiteral)) return null;
    return { type: 'boolean', enum: [this.checker.typeToString(type) === 'true'] };
  }

  /** The fields of an object in place, whatever its name. */
  fieldsOf(type: ts.Type): Schema {
    const fields = this.checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith('__'));
    const indexed = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    if (fields.length === 0 && indexed !== undefined)
      return { type: 'object', additionalProperties: this.of(indexed.type) };
    const told = fields.map((field) => [field, this.checker.getTypeOfSymbol(field)] as const);
    const required = told.filter(([field, value]) => !isOptional(field, value)).map(([{ name }]) => name);
    return {
      ...{ type: 'object', required },
      properties: Object.fromEntries(told.map(([field, value]) => [field.name, this.#field(field, value)])),
    };
  }

  #field(field: ts.Symbol, type: ts.Type): Schema {
    const schema = this.of(type);
    const unit = UNITS.find(([ending]) => ending.test(field.name))?.[1];
    const said = [documented(field, this.checker), unit, schema['description']].filter(
      (one) => one !== undefined && one !== '',
    );
    if (said.length === 0) return schema;
    return { ...schema, description: said.join(' · ') };
  }

  #plain(type: ts.Type): Schema | null {
    if (has(type, ts.TypeFlags.StringLike)) return { type: 'string' };
    if (has(type, ts.TypeFlags.NumberLike)) return { type: 'integer' };
    if (has(type, ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
    if (has(type, ts.TypeFlags.Null)) return { type: 'null' };
    const [primitive] = type.isIntersection()
      ? type.types.filter((one) => !has(one, ts.TypeFlags.Object))
      : [];
    return primitive === undefined ? null : this.of(primitive);
  }

  #object(type: ts.Type): Schema {
    const parts = this.checker.getTypeArguments(type as ts.TypeReference);
    if (this.checker.isTupleType(type))
      return {
        ...{ type: 'array', prefixItems: parts.map((part) => this.of(part)), items: false },
        ...{ minItems: parts.length },
      };
    if (this.checker.isArrayType(type))
      return { type: 'array', items: parts[0] === undefined ? {} : this.of(parts[0]) };
    const name = this.#nameOf(type);
    if (name === undefined) return this.fieldsOf(type);
    return this.#component(name, type);
  }

  #component(short: string, type: ts.Type): Schema {
    const symbol = type.aliasSymbol ?? type.symbol;
    const name = this.#unique(short, symbol);
    if (!this.components.has(name)) {
      this.components.set(name, {});
      const description = documented(symbol, this.checker);
      this.components.set(name, {
        ...this.fieldsOf(type),
        ...(description === undefined ? {} : { description }),
      });
    }
    return referTo(name);
  }

  /** Where two modules call something the same, that of a later one is called after its module too. */
  #unique(name: string, symbol: ts.Symbol): string {
    const owner = this.#owners.get(name);
    if (owner === undefined) this.#owners.set(name, symbol);
    return owner === undefined || owner === symbol
      ? name
      : this.#unique(`${moduleOf(fileOf(symbol))}${name}`, symbol);
  }

  #union(type: ts.UnionType): Schema {
    const kinds = type.types.filter((one) => !has(one, ts.TypeFlags.Null, ts.TypeFlags.Undefined));
    const isNullable = type.types.some((one) => has(one, ts.TypeFlags.Null));
    if (kinds.some((one) => this.checker.isArrayType(one) && holds(this.checker, one, type))) return {};
    const schema = this.#alternatives(kinds);
    return isNullable ? nullable(schema) : schema;
  }

  #alternatives(kinds: readonly ts.Type[]): Schema {
    if (kinds.length > 0 && kinds.every((one) => has(one, ts.TypeFlags.BooleanLiteral)) && kinds.length === 2)
      return { type: 'boolean' };
    const texts = kinds.filter((one) => one.isStringLiteral());
    const rest = kinds.filter((one) => !one.isStringLiteral());
    const found = [
      ...(texts.length > 0 ? [{ type: 'string', enum: texts.map(({ value }) => value).sort() }] : []),
      ...rest.map((one) => this.of(one)),
    ];
    const distinct = [...new Set(found.map((one) => JSON.stringify(one)))].sort();
    const schemas = distinct.map((one) => JSON.parse(one) as Schema);
    return schemas.length === 1 && schemas[0] !== undefined ? schemas[0] : { anyOf: schemas };
  }

  /** Undefined where nobody in this program has named it, or its name says only half of it. */
  #nameOf(type: ts.Type): string | undefined {
    const { aliasSymbol, aliasTypeArguments = [], symbol } = type;
    if (aliasSymbol !== undefined) return aliasTypeArguments.length === 0 ? aliasSymbol.name : undefined;
    const isOwn =
      type.isClassOrInterface() && (type.typeParameters ?? []).length === 0 && isOfProgram(symbol);
    return isOwn ? symbol.name : undefined;
  }
}

const holds = (checker: ts.TypeChecker, array: ts.Type, of: ts.Type): boolean =>
  checker.getTypeArguments(array as ts.TypeReference)[0] === of;

const isOfProgram = (symbol: ts.Symbol): boolean =>
  symbol.declarations?.some((one) => !one.getSourceFile().fileName.includes('node_modules')) === true;

const isOptional = (field: ts.Symbol, type: ts.Type): boolean =>
  (field.flags & ts.SymbolFlags.Optional) !== 0 ||
  (type.isUnion() && type.types.some((one) => has(one, ts.TypeFlags.Undefined)));

export const documented = (symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ') || undefined;

const fileOf = (symbol: ts.Symbol): string => symbol.declarations?.[0]?.getSourceFile().fileName ?? '';

/** `household-binding/projector.ts` → `HouseholdBinding`. */
export const moduleOf = (file: string): string =>
  (file.split('/').at(-2) ?? '')
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** The same, or null. */
export const nullable = (schema: Schema): Schema => {
  const { type, enum: values, anyOf } = schema;
  if (typeof type === 'string')
    return {
      ...schema,
      ...{ type: [type, 'null'] },
      ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
    };
  if (Array.isArray(anyOf)) return { ...schema, anyOf: [...(anyOf as unknown[]), { type: 'null' }] };
  return Object.keys(schema).length === 0 ? schema : orNull(schema);
};
