import type { Json } from '@kernel/json';
import type { Position } from '@event-store/event-store';
import type { Noted } from './notes';
import type { Cleared, Filed, Served } from './served';

/** `id` is its key within the collection. Every other field is the view's own. */
export type Document = { readonly id: string; readonly [field: string]: Json };

/** Ascending (1) or descending (-1), field by field. Nested fields by dots. Absent and null come before everything, text is in UTF-8 order. */
export type SortOrder = readonly (readonly [field: string, direction: 1 | -1])[];

export interface IndexSpec {
  readonly fields: readonly string[];
  /** No two documents hold the same values; one that lacks a value (absent or null) is exempt. */
  readonly unique?: boolean;
}

export interface CollectionSpec {
  readonly indexes: readonly IndexSpec[];
  /**
   * Fields that hold an array of scalars. Every other field that is indexed, filtered or sorted holds a scalar, always of
   * one type besides null, and no path leads through an array.
   */
  readonly arrays?: readonly string[];
}

/** Names are kebab-case. */
export type Collections = Readonly<Record<string, CollectionSpec>>;

export type Scalar = string | number | boolean | null;

/**
 * The small common subset of MongoDB's filter language, with its meanings: all conditions hold at once, of the filters under `$or` one;
 * null is absent or null; an order compares only within its type; an array matches where one element does, `$ne` where none is equal.
 */
export type Filter = Readonly<Record<string, Scalar | Condition | readonly Filter[]>>;

export interface Condition {
  readonly $in?: readonly Scalar[];
  readonly $ne?: Scalar;
  readonly $gt?: string | number;
  readonly $gte?: string | number;
  readonly $lt?: string | number;
  readonly $lte?: string | number;
}

export interface FindOptions {
  readonly filter?: Filter;
  /** `id` is added as the last key, in the direction of the key before it. */
  readonly sort?: SortOrder;
  /** 1 to 1 000. */
  readonly limit: number;
  /** `next` of the page before, opaque, with the same filter and sort; it is null on the last page. */
  readonly after?: string;
}

export interface Page<T extends Document> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** `doc: null` drops it. */
export interface Write {
  readonly collection: string;
  readonly id: string;
  readonly doc: Document | null;
}

export type ProjectionState = 'building' | 'live' | 'retired';

export interface Standing {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  readonly checkpoint: Position;
  /** Position to reach before it goes live; null when it is live. */
  readonly target: Position | null;
}

/** A stream whose event a projection could not digest: its later events wait, the rest of the world goes on. */
export interface Parked {
  readonly projection: string;
  readonly version: number;
  readonly stream: string;
  /** Position of the first event that waits. */
  readonly position: Position;
  readonly error: string;
  readonly attempts: number;
}

/** Reads of one version of one projection's collections. @throws UnknownProjection, UnknownCollection, NotReached from each of them */
export interface Reader {
  get<T extends Document>(collection: string, id: string): Promise<T | null>;
  /** Those that exist, each once, in the order of `ids`. */
  getMany<T extends Document>(collection: string, ids: readonly string[]): Promise<readonly T[]>;
  find<T extends Document>(collection: string, options: FindOptions): Promise<Page<T>>;
  count(collection: string, filter?: Filter): Promise<number>;
}

/**
 * Where the read models live. Every engine keeps the same promises, see test/contract/read-store: a commit is atomic with
 * the checkpoint and fenced by it; a reader sees whole commits only; indexes exist before the first write.
 */
export interface ReadStore extends Cleared, Partial<Served>, Partial<Filed>, Noted {
  /**
   * Makes the collections and indexes of one version; harmless when they are there, whatever their state. A new version begins
   * at `START` as `state`; `live` only where no other version is.
   * @throws DeclarationChanged when the version was made with other collections, indexes or arrays
   */
  prepare(projection: ProjectionRef, collections: Collections, state: 'building' | 'live'): Promise<Standing>;
  /** Where `version` is absent the one that is live at the moment of each read. No read shows a state before `reached`. */
  reader(name: string, version?: number, reached?: Position): Reader;
  /**
   * Writes the documents and moves the checkpoint, both or neither.
   * @throws Fenced when the stored checkpoint is not `from`, or a younger lease was taken: another runner has been here.
   * @throws BadWrite, UnknownCollection, TooMuchAtOnce; nothing was written
   */
  commit(
    projection: Writer,
    from: Position,
    to: Position,
    writes: readonly Write[],
    parked?: ParkedChange,
  ): Promise<void>;
  standings(): Promise<readonly Standing[]>;
  /** @throws UnknownProjection, and when the version is live */
  setTarget(projection: ProjectionRef, target: Position): Promise<void>;
  /** One atomic switch: this version serves, the one that served is retired. Also the way back. @throws UnknownProjection */
  promote(projection: ProjectionRef): Promise<void>;
  /** Forgets a version, its documents and what it parked; harmless when it is gone. @throws when it is live. */
  drop(projection: ProjectionRef): Promise<void>;
  /** Of one version not as it was before it had `reached` a position. @throws NotReached */
  parked(projection?: ProjectionRef, reached?: Position): Promise<readonly Parked[]>;
  close(): Promise<void>;
}

export interface ProjectionRef {
  readonly name: string;
  readonly version: number;
}

/** Who commits to a version; `token` is that of the lease, where it is run under one. */
export type Writer = ProjectionRef & { readonly token?: number };

export interface ParkedChange {
  readonly park?: readonly Parked[];
  readonly release?: readonly string[];
}

export class Fenced extends Error {
  constructor(projection: ProjectionRef, expected: Position, actual: Position | null) {
    super(
      `${projection.name}@${String(projection.version)}: expected checkpoint ${expected}, found ${String(actual)}`,
    );
    this.name = 'Fenced';
  }
}

export class UnknownProjection extends Error {
  constructor(name: string, version?: number) {
    super(
      version === undefined
        ? `no live version of projection ${name}`
        : `no projection ${name}@${String(version)}`,
    );
    this.name = 'UnknownProjection';
  }
}

export class UnknownCollection extends Error {
  constructor(collection: string) {
    super(`the projection declares no collection ${collection}`);
    this.name = 'UnknownCollection';
  }
}

/** Collections, indexes or arrays differ from those the version was made with: raise the version. */
export class DeclarationChanged extends Error {
  constructor(projection: ProjectionRef) {
    super(
      `${projection.name}@${String(projection.version)} was made with other collections: raise its version`,
    );
    this.name = 'DeclarationChanged';
  }
}

/** A document that its collection cannot keep or could not find again. */
export class BadWrite extends Error {
  constructor(write: Write, why: string) {
    super(`${write.collection}/${write.id}: ${why}`);
    this.name = 'BadWrite';
  }
}

export class InvalidCursor extends Error {
  constructor() {
    super('the cursor does not belong to this query');
    this.name = 'InvalidCursor';
  }
}
