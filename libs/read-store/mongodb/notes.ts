import type { Collection, Db } from 'mongodb';
import { NOTE_KINDS, type Note, type NoteKind, type Notes } from '../notes';
import { reaching } from './failing';

interface StoredNote {
  readonly _id: string;
  readonly note: Note;
}

export class MongoNotes implements Notes {
  constructor(private readonly db: Db) {}

  write(kind: NoteKind, note: Note): Promise<void> {
    return reaching(async () => {
      await this.of(kind).replaceOne({ _id: note.id }, { note }, { upsert: true });
    });
  }

  all<T extends Note>(kind: NoteKind): Promise<readonly T[]> {
    return reaching(async () => {
      const stored = await this.of(kind).find().sort({ _id: 1 }).toArray();
      return stored.map(({ note }) => note as T);
    });
  }

  erase(kind: NoteKind, id: string): Promise<void> {
    return reaching(async () => {
      await this.of(kind).deleteOne({ _id: id });
    });
  }

  /** One kind after the other, the landmark last. */
  clear(): Promise<void> {
    return reaching(async () => {
      for (const kind of NOTE_KINDS) await this.of(kind).deleteMany({});
    });
  }

  /** No projection is called so: names of documents' collections hold the version. */
  private of(kind: NoteKind): Collection<StoredNote> {
    return this.db.collection<StoredNote>(`notes-${kind}`);
  }
}
