import { describe, expect, it } from '@jest/globals';
import type { Filter } from '../read-store';
import { filterSql } from './filter';

const PLACE = "json_extract(doc, '$.place')";
const RANK = "json_extract(doc, '$.rank')";

const sql = (filter: Filter): readonly unknown[] => {
  const made = filterSql(filter, ['tags']);
  return [made.sql, ...made.values];
};

describe('a filter in SQL', () => {
  it('asks for one value by the very expression of the index', () => {
    expect(sql({ place: 'x' })).toEqual([`${PLACE} = ?`, 'x']);
    expect(sql({ place: null })).toEqual([`${PLACE} IS NULL`]);
    expect(sql({ 'a.b': 'x' })).toEqual([`json_extract(doc, '$.a.b') = ?`, 'x']);
    expect(sql({ id: 'x' })).toEqual(['id = ?', 'x']);
  });

  it('closes a range that is open, because SQLite orders every text after every number', () => {
    expect(sql({ rank: { $gt: 5 } })).toEqual([`(${RANK} > ? AND ${RANK} < '')`, 5]);
    expect(sql({ place: { $lt: 'x' } })).toEqual([`(${PLACE} < ? AND ${PLACE} >= '')`, 'x']);
  });

  it('leaves a closed range to its own two bounds, so that the index seeks both', () => {
    expect(sql({ place: { $gte: 'a', $lt: 'b' } })).toEqual([`(${PLACE} >= ? AND ${PLACE} < ?)`, 'a', 'b']);
  });

  it('looks at the type only where a number could be a boolean', () => {
    expect(sql({ rank: 2 })).toEqual([`${RANK} = ?`, 2]);
    expect(sql({ rank: 1 })[0]).toContain('json_type');
    expect(sql({ rank: { $gte: 1 } })[0]).toContain('json_type');
    expect(sql({ rank: { $gte: 2 } })[0]).not.toContain('json_type');
  });

  it('binds a list as one parameter, whatever its length', () => {
    const [text, ...values] = sql({ place: { $in: ['a', `'); DROP`, 7] } });
    expect(text).toBe(`${PLACE} IN (SELECT w.value FROM json_each(?) AS w)`);
    expect(values).toEqual([`["a","'); DROP",7]`]);
  });

  it('looks into an array only where the collection declares one', () => {
    expect(sql({ tags: 'x' })).toEqual([
      `EXISTS (SELECT 1 FROM json_each(doc, '$.tags') AS e WHERE e.atom = ?)`,
      'x',
    ]);
  });

  it('holds for everything when it is empty, and for nothing when a list is', () => {
    expect(sql({})).toEqual(['TRUE']);
    expect(sql({ place: { $in: [] } })).toEqual(['FALSE']);
  });

  it('gives each alternative its own range, so that each seeks in the index', () => {
    const ranges: Filter = { $or: [{ place: { $gte: 'a', $lt: 'b' } }, { place: 'x', rank: 2 }] };
    expect(sql(ranges)).toEqual([
      `((${PLACE} >= ? AND ${PLACE} < ?) OR (${PLACE} = ? AND ${RANK} = ?))`,
      ...['a', 'b', 'x', 2],
    ]);
  });

  it.each([`x'`, 'x"', 'x y', '$where', 'a..b', '', 'a.'])('refuses the field name %p', (field) => {
    expect(() => filterSql({ [field]: 1 }, [])).toThrow('not a field name');
  });
});
