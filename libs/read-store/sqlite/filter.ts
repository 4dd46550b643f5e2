import { alternatives, OR } from '../alternatives';
import { isScalar } from '../document';
import type { Condition, Filter, Scalar } from '../read-store';
import { allOf, anyOf, type Fragment, fragment, not } from './fragment';
import { pathOf, typeOf, valueOf } from './names';

/** SQL of a value and of its JSON type. SQLite reads JSON booleans as 0 and 1, only the type tells them apart. */
interface Operand {
  readonly value: string;
  readonly type: string;
}

const COMPARISON = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' } as const;
type Comparison = keyof typeof COMPARISON;

const isComparison = (operator: string): operator is Comparison => Object.hasOwn(COMPARISON, operator);
const isLower = (operator: Comparison): boolean => operator === '$gt' || operator === '$gte';
const looksBoolean = (wanted: Scalar): wanted is 0 | 1 => wanted === 0 || wanted === 1;

const equals = ({ value, type }: Operand, wanted: Scalar): Fragment => {
  if (wanted === null) return fragment(`${value} IS NULL`);
  if (typeof wanted === 'boolean')
    return fragment(`(${value} = ${wanted ? '1' : '0'} AND ${type} = '${String(wanted)}')`);
  if (looksBoolean(wanted)) return fragment(`(${value} = ? AND ${type} NOT IN ('true', 'false'))`, wanted);
  return fragment(`${value} = ?`, wanted);
};

/** One parameter for the whole list, so that lists of any length share one statement. */
const oneOf = (operand: Operand, wanted: readonly Scalar[]): Fragment => {
  const plain = wanted.filter(
    (one) => typeof one === 'string' || (typeof one === 'number' && !looksBoolean(one)),
  );
  const special = wanted.filter((one) => !plain.includes(one)).map((one) => equals(operand, one));
  const listed = fragment(
    `${operand.value} IN (SELECT w.value FROM json_each(?) AS w)`,
    JSON.stringify(plain),
  );
  return anyOf(plain.length === 0 ? special : [listed, ...special]);
};

const reaches = (operator: Comparison, bound: number): boolean =>
  isLower(operator) ? bound <= 1 : bound >= 0;

interface Range {
  readonly operator: Comparison;
  readonly bound: string | number;
  /** No bound of the same type closes the other side: SQLite puts every text after every number, so it must be closed. */
  readonly open: boolean;
}

const within = ({ value, type }: Operand, { operator, bound, open }: Range): Fragment => {
  const parts = [fragment(`${value} ${COMPARISON[operator]} ?`, bound)];
  if (typeof bound === 'string') {
    if (open && !isLower(operator)) parts.push(fragment(`${value} >= ''`));
    return allOf(parts);
  }
  if (open && isLower(operator)) parts.push(fragment(`${value} < ''`));
  if (reaches(operator, bound)) parts.push(fragment(`${type} NOT IN ('true', 'false')`));
  return allOf(parts);
};

/** How a condition is asked of a field that holds a scalar, and of one that holds an array. */
interface Field {
  equals(wanted: Scalar): Fragment;
  oneOf(wanted: readonly Scalar[]): Fragment;
  within(range: Range): Fragment;
}

const scalarField = (name: string): Field => {
  const operand = { value: valueOf(name), type: typeOf(name) };
  return {
    equals: (wanted) => equals(operand, wanted),
    oneOf: (wanted) => oneOf(operand, wanted),
    within: (range) => within(operand, range),
  };
};

/** `json_each` yields one row for JSON null and none for an absent field. Each range may be met by another element. */
const arrayField = (name: string): Field => {
  const element = { value: 'e.atom', type: 'e.type' };
  const some = ({ sql, values }: Fragment): Fragment =>
    fragment(`EXISTS (SELECT 1 FROM json_each(doc, '${pathOf(name)}') AS e WHERE ${sql})`, ...values);
  const orAbsent = (found: Fragment): Fragment => anyOf([fragment(`${typeOf(name)} IS NULL`), found]);
  return {
    equals: (wanted) =>
      (wanted === null ? orAbsent : (found: Fragment) => found)(some(equals(element, wanted))),
    oneOf: (wanted) =>
      (wanted.includes(null) ? orAbsent : (found: Fragment) => found)(some(oneOf(element, wanted))),
    within: (range) => some(within(element, { ...range, open: true })),
  };
};

const isBound = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** Whether a bound of the same type closes the side that `operator` leaves open. */
const isClosed = (condition: Condition, operator: Comparison, bound: string | number): boolean =>
  Object.entries(condition).some(
    ([other, value]) =>
      isComparison(other) && isLower(other) !== isLower(operator) && typeof value === typeof bound,
  );

const operation = (
  field: Field,
  condition: Condition,
  [operator, wanted]: readonly [string, unknown],
): Fragment => {
  if (operator === '$in' && Array.isArray(wanted) && wanted.every(isScalar)) return field.oneOf(wanted);
  if (operator === '$ne' && isScalar(wanted)) return not(field.equals(wanted));
  if (isComparison(operator) && isBound(wanted))
    return field.within({ operator, bound: wanted, open: !isClosed(condition, operator, wanted) });
  throw new Error(`not a condition: ${operator} ${JSON.stringify(wanted)}`);
};

const conditionSql = (field: Field, wanted: unknown): Fragment => {
  if (isScalar(wanted)) return field.equals(wanted);
  const condition = Object.entries((wanted ?? {}) as Condition);
  if (condition.length === 0) throw new Error('a condition has at least one operator');
  return allOf(condition.map((part) => operation(field, wanted as Condition, part)));
};

/** The filter as a WHERE condition: values are bound, field names checked. `arrays` as the collection declares them. */
export const filterSql = (filter: Filter, arrays: readonly string[]): Fragment =>
  allOf(
    Object.entries(filter).map(([name, wanted]) =>
      name === OR
        ? anyOf(alternatives(wanted).map((one) => filterSql(one, arrays)))
        : conditionSql(arrays.includes(name) ? arrayField(name) : scalarField(name), wanted),
    ),
  );
