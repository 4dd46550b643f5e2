import type { Json } from '@kernel/json';
import { CHAIN, chainHash } from '../chain';
import { DamagedEvent, type Link, type Metadata, type Position, type RecordedEvent } from '../event-store';

export const COLUMNS = 'position, id, stream, revision, type, chain, previous_hash, hash, metadata, data';

/** For whoever reads exactly. SQLite sees that a text is JSON in a tenth of the time that parsing takes. */
export const EXACT_COLUMNS = `${COLUMNS}, json_valid(data) AND json_valid(metadata)`;

/**
 * What is read by its stream stands where whoever walks the log comes by: at a place that an append is given. `+`: it is no way of
 * finding anything.
 */
export const GIVEN = '+position > 0';

/** A list and no object, which takes twice as long to make. */
export type Row = readonly [
  position: number,
  id: string,
  stream: string,
  revision: number,
  type: string,
  chain: string,
  previousHash: string,
  hash: string,
  metadata: string,
  data: string,
  isJson?: number,
];

/** As `position` gives it, without the detour over big integers. */
export const positionOf = (rowid: number): Position => {
  const half = rowid.toString(16).padStart(16, '0');
  return (half + half) as Position;
};

/** @throws DamagedEvent */
export const decode = (row: Row): RecordedEvent => parsedEvent(row, false);

/** An event whose text is attested is parsed only where somebody asks what it says. @throws DamagedEvent */
export const decodeExactly = (row: Row): RecordedEvent =>
  isAttested(row) ? new AttestedEvent(row) : parsedEvent(row, true);

/** What an append writes is what `JSON.stringify` gives. */
const parsedEvent = (row: Row, exactly: boolean): RecordedEvent => {
  const [rowid, id, stream, revision, type, chain, previousHash, hash] = row;
  const place = { id, stream, revision, position: positionOf(rowid) };
  const [data, given] = parts(row, place);
  const isExact = !exactly || (JSON.stringify(data) === row[9] && JSON.stringify(given) === row[8]);
  const event = { ...place, type, data, metadata: linked(given, { chain, previousHash, hash }) };
  if (!isExact) throw new DamagedEvent(place, { event });
  return event;
};

type Parsed = Record<string, Json>;

/** Data and metadata. @throws DamagedEvent */
const parts = (row: Row, place: DamagedEvent['place']): readonly [Parsed, Parsed] => {
  try {
    return [parsed(row[9]), parsed(row[8])];
  } catch (cause) {
    throw new DamagedEvent(place, { cause });
  }
};

const parsed = (text: string): Parsed => {
  const value = JSON.parse(text) as Json;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('what stands there is no object');
  return value as Parsed;
};

/** The columns are what was hashed: two JSON objects, so that it cannot be divided over them otherwise. */
const isAttested = (row: Row): boolean => {
  const [, id, stream, revision, type, chain, previousHash, hash, metadata, data, isJson] = row;
  return (
    isJson === 1 &&
    chain === CHAIN &&
    data.startsWith('{') &&
    metadata.startsWith('{') &&
    chainHash(previousHash, { id, stream, revision, type, data, metadata }) === hash
  );
};

class AttestedEvent implements RecordedEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly attested: Link;

  constructor(private readonly row: Row) {
    const [rowid, id, stream, revision, type, chain, previousHash, hash] = row;
    this.id = id;
    this.stream = stream;
    this.revision = revision;
    this.position = positionOf(rowid);
    this.type = type;
    this.attested = { chain, previousHash, hash };
  }

  get data(): RecordedEvent['data'] {
    return parsed(this.row[9]);
  }

  get metadata(): Metadata {
    return linked(parsed(this.row[8]), this.attested);
  }
}

/** Added to what was parsed, for a copy of it costs three times the parsing. */
const linked = (metadata: Record<string, Json>, { chain, previousHash, hash }: Link): Metadata => {
  metadata['chain'] = chain;
  metadata['previousHash'] = previousHash;
  metadata['hash'] = hash;
  return metadata;
};
