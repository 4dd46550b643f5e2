import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { Json } from '@kernel/json';
import type { Params } from '@kernel/refusal';

/** One fault of a request: where and which check; what it says is put into words for whoever is answered. */
export interface Fault {
  /** RFC 6901 into the body, `?name` for a query parameter, `{name}` for a part of the path, or the name of a header. */
  readonly pointer: string;
  readonly code: string;
  /** What the check was given, by its place: the bounds, the words to choose from. */
  readonly params: Params;
  /** An entry of a list is at fault. */
  readonly each?: boolean;
}

/** Whoever wrote so much wrong learns nothing from more of it; how many faults there are besides is told as well. */
export const FAULTS_LISTED = 100;

/** The request is not what the route takes. It lists every fault in one pass. */
export class Malformed extends Error {
  constructor(
    readonly code: string,
    readonly faults: readonly Fault[],
    /** The command or question that it was to be. */
    readonly of?: string,
  ) {
    super(
      `${code}: ${faults
        .slice(0, FAULTS_LISTED)
        .map(({ pointer }) => pointer)
        .join(', ')}`,
    );
    this.name = 'Malformed';
  }
}

type Class<T extends object> = new () => T;

/**
 * Makes and checks an instance; unknown fields are faults like wrong ones, and told which there are, `common` ones of every
 * request among them.
 */
export const instanceOf = <T extends object>(
  type: Class<T>,
  plain: object,
  common: readonly string[] = [],
): { readonly made: T; readonly faults: readonly Fault[] } => {
  const made = plainToInstance(type, plain, { exposeDefaultValues: true });
  if (rulesOf(type).length === 0)
    return { made, faults: Object.keys(plain).map((name) => unknownField(`/${escape(name)}`, common)) };
  const errors = validateSync(made, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: false });
  return { made, faults: errors.flatMap((error) => faultsOf(error, '', common)) };
};

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

const rulesByClass = new WeakMap<object, readonly Rule[]>();

/** Asked of the library once for each class, for it looks through the rules of all of them. */
const rulesOf = (type: Class<object>): readonly Rule[] => {
  const known = rulesByClass.get(type);
  if (known !== undefined) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  rulesByClass.set(type, rules);
  return rules;
};

export const unknownField = (pointer: string, known: readonly string[]): Fault => ({
  ...{ pointer, code: UNKNOWN, params: { 0: known } },
});

const UNKNOWN = 'whitelistValidation';

/** Where a value is not even of the right kind, what else it is not says nothing more. */
const KINDS: ReadonlySet<string> = new Set([
  ...['isString', 'isInt', 'isFen', 'isBoolean', 'isArray', 'isObject', 'isNamedTexts', 'isNotEmpty'],
]);

const faultsOf = (error: ValidationError, above: string, common: readonly string[]): Fault[] => {
  const pointer = `${above}/${escape(error.property)}`;
  const rules = rulesOf(error.target?.constructor as Class<object>);
  const own = Object.keys(error.constraints ?? {}).map((code): Fault => {
    if (code === UNKNOWN) return unknownField(pointer, [...new Set([...fieldsOf(rules), ...common])]);
    const rule = rules.find((one) => one.propertyName === error.property && (one.name ?? one.type) === code);
    const params = Object.fromEntries(Object.entries((rule?.constraints ?? []) as Json[]));
    return { pointer, code, params, ...(rule?.each === true ? { each: true } : {}) };
  });
  const within = (error.children ?? []).flatMap((child) => faultsOf(child, pointer, []));
  return [...mostTelling(error, own), ...within];
};

const mostTelling = ({ value }: ValidationError, own: readonly Fault[]): readonly Fault[] => {
  const [first] = own;
  if (first === undefined) return own;
  if (value === undefined) return [{ pointer: first.pointer, code: 'required', params: {} }];
  const kind = own.find(({ code }) => KINDS.has(code));
  return kind === undefined ? own : [kind];
};

const fieldsByRules = new WeakMap<readonly Rule[], readonly string[]>();

const fieldsOf = (rules: readonly Rule[]): readonly string[] => {
  const fields = fieldsByRules.get(rules) ?? [...new Set(rules.map(({ propertyName }) => propertyName))];
  fieldsByRules.set(rules, fields);
  return fields;
};

const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
