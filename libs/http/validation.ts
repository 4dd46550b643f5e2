import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';

/** One fault of a request: where, which check, what was sent. */
export interface Fault {
  /** RFC 6901 into the body, or `?name` for a query parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** The request is not what the route takes. It lists every fault in one pass. */
export class Malformed extends Error {
  constructor(
    readonly code: string,
    readonly faults: readonly Fault[],
  ) {
    super(`${code}: ${faults.map(({ pointer }) => pointer).join(', ')}`);
    this.name = 'Malformed';
  }
}

type Class<T extends object> = new () => T;

/** Makes and checks an instance; unknown fields are faults like wrong ones. */
export const instanceOf = <T extends object>(
  type: Class<T>,
  plain: object,
): { readonly made: T; readonly faults: readonly Fault[] } => {
  const made = plainToInstance(type, plain, { exposeDefaultValues: true });
  if (!hasRules(type)) return { made, faults: Object.keys(plain).map(unknownField) };
  const errors = validateSync(made, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: false });
  return { made, faults: errors.flatMap((error) => faultsOf(error, '')) };
};

const ruled = new WeakMap<Class<object>, boolean>();

/** Asked of the library once for each class, for it looks through the rules of all of them. */
const hasRules = (type: Class<object>): boolean => {
  const known = ruled.get(type);
  if (known !== undefined) return known;
  const has = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false).length > 0;
  ruled.set(type, has);
  return has;
};

const unknownField = (name: string): Fault => ({
  pointer: `/${escape(name)}`,
  code: 'whitelistValidation',
  message: `property ${name} should not exist`,
});

const faultsOf = (error: ValidationError, above: string): Fault[] => {
  const pointer = `${above}/${escape(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([code, message]) => ({ pointer, code, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
};

const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** A JSON object, neither array nor null. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
