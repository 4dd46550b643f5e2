import type { RecordedEvent } from '@event-store/event-store';
import type { Document } from '@read-store/read-store';
import { idOf } from './fold';
import { put, type Projector } from './projector';

/** What is sealed of the one a stream is about, as it stands in the events. */
export type SealedRow = Document & {
  readonly division: string;
  /** Whose data key it is under. */
  readonly subject: string;
  readonly sealed: Readonly<Record<string, string>>;
};

/** What an event that touches it makes of it. Nobody is there before both the place and what is sealed are known. */
export type SealedFolds = Readonly<
  Record<string, (event: Pick<RecordedEvent, 'data'>, id: string) => Partial<Omit<SealedRow, 'id'>>>
>;

/**
 * A register with a second collection for what is sealed, of the same ids: a question that shows people opens it there, and no
 * line of the register carries it along.
 */
export const withSealed = (register: Projector, collection: string, folds: SealedFolds): Projector => ({
  ...register,
  collections: { ...register.collections, [collection]: { indexes: [] } },
  needs: (event, documents) => {
    const own = register.needs(event, documents);
    return event.type in folds ? [...own, { collection, id: idOf(event.stream) }] : own;
  },
  project: (event, documents) => {
    const own = register.project(event, documents);
    const fold = folds[event.type];
    if (fold === undefined) return own;
    const id = idOf(event.stream);
    const row = { ...documents.get<SealedRow>(collection, id), ...fold(event, id), id };
    return 'sealed' in row && 'division' in row ? [...own, put(collection, row)] : own;
  },
});
