import { definedBy, differing, type Definition } from './definitions';

/** Version of the tables. A file of another version is refused, never altered. */
export const SCHEMA = 1;

/** `metadata` is what the writer gave; the link of the chain stands beside it. */
export const TABLES = `
  CREATE TABLE IF NOT EXISTS event_log (schema INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    chain TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    metadata TEXT NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
`;

/** As the first version made it, with an index on the ids that nobody asked anything. */
const FIRST = TABLES.replace('id TEXT NOT NULL', 'id TEXT NOT NULL UNIQUE');

let forms: readonly (readonly Definition[])[] | null = null;

/** What a file has besides the tables of a log, or instead of them; nothing where it is as this program makes it. */
export const strangeIn = (found: readonly Definition[]): readonly string[] => {
  forms ??= [TABLES, FIRST].map(definedBy);
  const [strange = [], ...others] = forms.map((due) => differing(found, due));
  return others.some(({ length }) => length === 0) ? [] : strange;
};
