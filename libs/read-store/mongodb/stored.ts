import { BSON } from 'mongodb';
import { BadWrite, type Document, type ProjectionRef, type Write } from '../read-store';

/** A document as it is stored: under its id, its own fields as they are. */
export interface StoredDocument {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/** Which commit of its version wrote a document; only a standalone server needs it. */
export const WRITTEN = '_written';
/** When it was dropped, in place of a document that a standalone server was told to drop. */
export const GONE = '_gone';

const BYTES = 16 * 1024 * 1024 - 64 * 1024;

/** @throws BadWrite where the server would not take it */
export const storedForm = (write: Write, doc: Document, written?: number): StoredDocument => {
  const { id, ...fields } = doc;
  const own = Object.keys(fields).find((field) => field.startsWith('_') || field.startsWith('$'));
  if (own !== undefined) throw new BadWrite(write, `the field ${own} belongs to the engine`);
  const stored: StoredDocument = {
    _id: id,
    ...fields,
    ...(written === undefined ? {} : { [WRITTEN]: written }),
  };
  if (BSON.calculateObjectSize(stored) > BYTES) throw new BadWrite(write, 'it is larger than 16 MiB');
  return stored;
};

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which document it is
export const readForm = <T extends Document>(stored: StoredDocument): T => {
  const { _id, [WRITTEN]: _written, ...fields } = stored;
  return { id: _id, ...fields } as unknown as T;
};

export const refText = ({ name, version }: ProjectionRef): string => `${name}@${String(version)}`;
