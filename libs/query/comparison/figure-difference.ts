/** A fraction as an answer shows it. */
interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
  readonly ratioText: string;
  readonly met: boolean | null;
}

export interface ChangedFigure {
  /** Where it stands in both answers, RFC 6901. */
  readonly path: string;
  readonly then: Fraction | null;
  readonly now: Fraction | null;
}

interface Parameter {
  readonly key: string;
  readonly value: unknown;
  readonly source: unknown;
}

export interface ChangedParameter {
  readonly key: string;
  readonly then: Parameter | null;
  readonly now: Parameter | null;
}

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** Every object in an answer, with its place. */
const partsIn = (value: unknown, path = ''): readonly (readonly [string, Part])[] =>
  isPart(value)
    ? [[path, value], ...Object.entries(value).flatMap(([field, part]) => partsIn(part, `${path}/${field}`))]
    : [];

const fractionsIn = (answer: object): ReadonlyMap<string, Fraction> =>
  new Map(
    partsIn(answer).flatMap(([path, { numerator, denominator, ratioText, met }]) =>
      typeof numerator === 'number' && typeof denominator === 'number' && typeof ratioText === 'string'
        ? [[path, { numerator, denominator, ratioText, met: typeof met === 'boolean' ? met : null }] as const]
        : [],
    ),
  );

const parametersIn = (answer: object): ReadonlyMap<string, Parameter> =>
  new Map(
    partsIn(answer).flatMap(([, { key, value, source }]) =>
      typeof key === 'string' && value !== undefined && source !== undefined
        ? [[key, { key, value, source }] as const]
        : [],
    ),
  );

interface Pair<T> {
  readonly name: string;
  readonly then: T | null;
  readonly now: T | null;
}

const differing = <T>(then: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): readonly Pair<T>[] =>
  [...new Set([...then.keys(), ...now.keys()])]
    .map((name) => ({ name, then: then.get(name) ?? null, now: now.get(name) ?? null }))
    .filter((pair) => JSON.stringify(pair.then) !== JSON.stringify(pair.now));

/** The figures of two answers to one question that are not the same. */
export const changedFigures = (then: object, now: object): readonly ChangedFigure[] =>
  differing(fractionsIn(then), fractionsIn(now)).map(({ name, ...pair }) => ({ path: name, ...pair }));

/** The parameters that two answers rest on and that are not the same. */
export const changedParameters = (then: object, now: object): readonly ChangedParameter[] =>
  differing(parametersIn(then), parametersIn(now)).map(({ name, ...pair }) => ({ key: name, ...pair }));
