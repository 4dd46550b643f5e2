import { idOf } from '@projection/fold';
import { put, remove, type Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';

/** One end of a name, from some character of it on. */
export type NameEnd = Document & { readonly entityId: string; readonly end: string };

export const NAME_ENDS = 'entity-name-ends';

/** A name as it is looked for: width, case and blanks do not tell one from another. */
export const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

const endsOf = (name: string | null): readonly string[] => {
  const characters = Array.from(plainName(name ?? ''));
  return characters.map((_one, index) => characters.slice(index).join(''));
};

type Named = Document & { readonly name: string | null };

/**
 * A register with a second collection of the ends of all names: a text stands in a name where an end of it begins with the text, and
 * what begins with a text every engine finds by an index.
 */
export const withNameEnds = (register: Projector, collection: string): Projector => ({
  ...register,
  collections: { ...register.collections, [NAME_ENDS]: { indexes: [{ fields: ['end'] }] } },
  project: (event, documents) => {
    const entityId = idOf(event.stream);
    const writes = register.project(event, documents);
    const row = writes.find((write) => write.collection === collection)?.doc as Named | undefined;
    const before = endsOf(documents.get<Named>(collection, entityId)?.name ?? null);
    const after = endsOf(row?.name ?? null);
    if (row === undefined || before[0] === after[0]) return writes;
    const id = (index: number): string => `${entityId}/${String(index)}`;
    const left = before.slice(after.length).map((_end, index) => remove(NAME_ENDS, id(after.length + index)));
    return [
      ...writes,
      ...after.map((end, index) => put(NAME_ENDS, { id: id(index), entityId, end })),
      ...left,
    ];
  },
});
