import type { Parked, ParkedChange, ProjectionRef } from '../read-store';
import type { Connection } from './connection';
import { type Fragment, fragment } from './fragment';

const SELECT = 'SELECT projection, version, stream, position, error, attempts FROM parked';
const ORDER = 'ORDER BY projection, version, position';
const PARK = `INSERT INTO parked (projection, version, stream, position, error, attempts) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET position = excluded.position, error = excluded.error, attempts = excluded.attempts`;
const RELEASE = 'DELETE FROM parked WHERE projection = ? AND version = ? AND stream = ?';

const selected = (projection?: ProjectionRef): Fragment =>
  projection === undefined
    ? fragment(`${SELECT} ${ORDER}`)
    : fragment(
        `${SELECT} WHERE projection = ? AND version = ? ${ORDER}`,
        projection.name,
        projection.version,
      );

export const parkedStreams = (connection: Connection, projection?: ProjectionRef): readonly Parked[] =>
  connection.all(selected(projection)) as readonly Parked[];

/** A stream released and parked in one change stays parked. */
export const applyParking = (
  connection: Connection,
  projection: ProjectionRef,
  change: ParkedChange,
): void => {
  const { name, version } = projection;
  for (const stream of change.release ?? []) connection.run(RELEASE, name, version, stream);
  for (const { stream, position, error, attempts } of change.park ?? [])
    connection.run(PARK, name, version, stream, position, error, attempts);
};

export const forgetParked = (connection: Connection, { name, version }: ProjectionRef): void => {
  connection.run('DELETE FROM parked WHERE projection = ? AND version = ?', name, version);
};
