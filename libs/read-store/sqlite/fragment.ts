/** better-sqlite3 binds no booleans. */
export type Bound = string | number | null;

/** A piece of SQL and the parameters its question marks stand for, in order. */
export interface Fragment {
  readonly sql: string;
  readonly values: readonly Bound[];
}

export const fragment = (sql: string, ...values: readonly Bound[]): Fragment => ({ sql, values });

const joined = (parts: readonly Fragment[], word: 'AND' | 'OR', none: string): Fragment => {
  const [only, ...more] = parts;
  if (only === undefined) return fragment(none);
  if (more.length === 0) return only;
  return fragment(
    `(${parts.map(({ sql }) => sql).join(` ${word} `)})`,
    ...parts.flatMap(({ values }) => values),
  );
};

export const allOf = (parts: readonly Fragment[]): Fragment => joined(parts, 'AND', 'TRUE');

export const anyOf = (parts: readonly Fragment[]): Fragment => joined(parts, 'OR', 'FALSE');

/** SQL's third truth value counts as false on both sides. */
export const not = ({ sql, values }: Fragment): Fragment => fragment(`(${sql}) IS NOT TRUE`, ...values);
