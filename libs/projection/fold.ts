import type { Event } from '@kernel/decider';
import type { RecordedEvent } from '@event-store/event-store';
import type { Document, IndexSpec } from '@read-store/read-store';
import { put, remove, type Projector } from './projector';

/** What every document of a register holds besides its own fields, from the last event of its stream. */
export type Registered = {
  /** The stream's id: `agreement-<id>`. */
  readonly id: string;
  readonly revision: number;
  /** Instant the last event was recorded, ISO 8601 in UTC. */
  readonly recordedAt: string;
  /** Day from which the last event is true. */
  readonly effectiveDate: string;
};

/** An event of the union as it stands in the log. */
export type Recorded<E extends Event> = E extends Event
  ? Omit<RecordedEvent, 'type' | 'data'> & { readonly type: E['type']; readonly data: E['data'] }
  : never;

/** The fields that are the register's own. */
export type Own<Row extends Registered> = Omit<Row, keyof Registered>;

export type Folds<E extends Event, Row extends Registered> = {
  readonly [Type in E['type']]?: (
    row: Row | undefined,
    event: Recorded<Extract<E, { readonly type: Type }>>,
  ) => Own<Row> | null;
};

/** A change of a document that is there already: the fields that the event gives other values. */
export const changed =
  <E, Row extends Registered>(change: (row: Own<Row>, event: E) => Partial<Own<Row>>) =>
  (row: Row | undefined, event: E): Own<Row> | null =>
    row === undefined ? null : { ...row, ...change(row, event) };

export interface RegisterParts<E extends Event, Row extends Registered> {
  readonly name: string;
  readonly version: number;
  readonly categories: readonly string[];
  readonly collection: string;
  readonly indexes: readonly IndexSpec[];
  readonly arrays?: readonly string[];
  /** What each event makes of the document; null drops it. An event that is not named only moves the revision. */
  readonly on: Folds<E, Row>;
}

/** A projector with one document for each stream. */
export const register = <E extends Event, Row extends Document & Registered>(
  parts: RegisterParts<E, Row>,
): Projector => {
  const { name, version, categories, collection, indexes, arrays = [] } = parts;
  const folds = new Map(Object.entries(parts.on)) as ReadonlyMap<string, Fold<Row>>;
  return {
    ...{ name, version, categories },
    collections: { [collection]: { indexes, arrays } },
    needs: ({ stream }) => [{ collection, id: idOf(stream) }],
    project: (event, documents) => {
      const id = idOf(event.stream);
      const row = documents.get<Row>(collection, id);
      const own = (folds.get(event.type) ?? unchanged)(row, event);
      if (own !== null) return [put(collection, { ...own, ...registered(id, event) })];
      return row === undefined ? [] : [remove(collection, id)];
    },
  };
};

type Fold<Row> = (row: Row | undefined, event: RecordedEvent) => Document | null;

const unchanged = (row: Document | undefined): Document | null => row ?? null;

/** `agreement-<id>` → `<id>`. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

const registered = (id: string, { revision, metadata }: RecordedEvent): Registered => ({
  id,
  revision,
  recordedAt: text(metadata, 'recordedAt'),
  effectiveDate: text(metadata, 'effectiveDate'),
});

const text = (metadata: RecordedEvent['metadata'], key: string): string => {
  const value = metadata[key];
  if (typeof value !== 'string') throw new TypeError(`the event says no ${key}`);
  return value;
};
