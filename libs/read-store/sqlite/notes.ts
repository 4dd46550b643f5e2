import type { Note, NoteKind, Notes } from '../notes';
import type { Connection } from './connection';
import { fragment } from './fragment';

interface Row {
  readonly body: string;
}

const WRITE = `INSERT INTO notes (kind, id, body) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET body = excluded.body`;

export class SqliteNotes implements Notes {
  constructor(private readonly connection: Connection) {}

  write(kind: NoteKind, note: Note): Promise<void> {
    return this.connection.promise(() => {
      this.connection.run(WRITE, kind, note.id, JSON.stringify(note));
    });
  }

  all<T extends Note>(kind: NoteKind): Promise<readonly T[]> {
    return this.connection.promise(() => {
      const rows = this.connection.all(fragment('SELECT body FROM notes WHERE kind = ? ORDER BY id', kind));
      return (rows as readonly Row[]).map(({ body }) => JSON.parse(body) as T);
    });
  }

  erase(kind: NoteKind, id: string): Promise<void> {
    return this.connection.promise(() => {
      this.connection.run('DELETE FROM notes WHERE kind = ? AND id = ?', kind, id);
    });
  }
}
