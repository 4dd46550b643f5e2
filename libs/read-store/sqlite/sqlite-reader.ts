import type { Position } from '@event-store/event-store';
import { requireReached } from '../not-reached';
import type { Document, Filter, FindOptions, Page, Reader } from '../read-store';
import type { Connection } from './connection';
import { filterSql } from './filter';
import { type Fragment, fragment } from './fragment';
import { tableOf } from './names';
import type { Registry } from './registry';
import { selection, type Source } from './selection';

interface Row {
  readonly doc: string | null;
}

/** Of `EXPLAIN QUERY PLAN`. */
interface Step {
  readonly detail: string;
}

/** Ids of one statement of `getMany`. */
const CHUNK = 500;

const chunks = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at) => ids.slice(at * CHUNK, (at + 1) * CHUNK));

/** A damaged page may give a row without its text. */
const parse = (row: unknown): Document => JSON.parse((row as Row).doc ?? '') as Document;

const counting = ({ table, arrays }: Source, filter: Filter): Fragment => {
  const where = filterSql(filter, arrays);
  return fragment(`SELECT count(*) AS found FROM ${table} WHERE ${where.sql}`, ...where.values);
};

/** What is read: where no version is named the living one, and nothing older than `reached`. */
export interface Asked {
  readonly name: string;
  readonly version?: number | undefined;
  readonly reached?: Position | undefined;
}

/** Asks for the live version anew in every read, in the same transaction, so that a switch or drop never shows half. */
export class SqliteReader implements Reader {
  constructor(
    private readonly connection: Connection,
    private readonly registry: Registry,
    private readonly asked: Asked,
  ) {}

  get<T extends Document>(collection: string, id: string): Promise<T | null> {
    return this.#read(collection, ({ table }) => {
      const row = this.connection.get(`SELECT doc FROM ${table} WHERE id = ?`, id);
      return row === undefined ? null : (parse(row) as T);
    });
  }

  getMany<T extends Document>(collection: string, ids: readonly string[]): Promise<readonly T[]> {
    return this.#read(collection, ({ table }) => {
      const sql = `SELECT c.doc FROM json_each(?) AS w JOIN ${table} AS c ON c.id = w.value ORDER BY w.key`;
      const asked = chunks([...new Set(ids)]).map((chunk) => fragment(sql, JSON.stringify(chunk)));
      return asked.flatMap((chunk) => this.connection.all(chunk).map((row) => parse(row) as T));
    });
  }

  find<T extends Document>(collection: string, options: FindOptions): Promise<Page<T>> {
    return this.#read(collection, (source) => {
      const { limit, statements, cursorAt } = selection(source, options);
      const found = this.#rows(statements, limit + 1).map((row) => parse(row) as T);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, next: found.length > limit && last !== undefined ? cursorAt(last) : null };
    });
  }

  count(collection: string, filter: Filter = {}): Promise<number> {
    return this.#read(collection, (source) => {
      const { sql, values } = counting(source, filter);
      return (this.connection.get(sql, ...values) as { readonly found: number }).found;
    });
  }

  /** SQLite's plan of the statements such a find may run. */
  explain(collection: string, options: FindOptions): Promise<string> {
    return this.#read(collection, (source) => {
      const { limit, statements } = selection(source, options);
      return this.#planOf(statements.map(({ sql, values }) => fragment(sql, ...values, limit + 1)));
    });
  }

  /** SQLite's plan of such a count. */
  explainCount(collection: string, filter: Filter): Promise<string> {
    return this.#read(collection, (source) => this.#planOf([counting(source, filter)]));
  }

  #planOf(statements: readonly Fragment[]): string {
    const plans = statements.map(({ sql, values }) => fragment(`EXPLAIN QUERY PLAN ${sql}`, ...values));
    const steps = plans.flatMap((plan) => this.connection.all(plan) as readonly Step[]);
    return steps.map(({ detail }) => detail).join('\n');
  }

  #rows(statements: readonly Fragment[], wanted: number): readonly unknown[] {
    const rows: unknown[] = [];
    for (const { sql, values } of statements) {
      if (rows.length === wanted) break;
      rows.push(...this.connection.all(fragment(sql, ...values, wanted - rows.length)));
    }
    return rows;
  }

  #read<T>(collection: string, work: (source: Source) => T): Promise<T> {
    return this.connection.promise(() =>
      this.connection.reading(() => {
        const row = this.registry.resolve(this.asked.name, this.asked.version);
        requireReached(row, this.asked.reached);
        const { arrays } = this.registry.collection(row, collection);
        return work({ projection: row.name, collection, table: tableOf(row, collection), arrays });
      }),
    );
  }
}
