import { unspaced } from '@kernel/unspaced';
import type { Document } from '@read-store/read-store';

/** One end of a name, from some character of it on. */
export type NameEnd = Document & { readonly entityId: string; readonly end: string };

export const NAME_ENDS = 'entity-name-ends';

/** A name as it is looked for: width, case and blanks do not tell one from another. */
export const plainName = (name: string): string => unspaced(name).toLowerCase();

/** An end for each character: the whole name is the first. */
export const endsOf = (name: string | null): readonly string[] => {
  const characters = Array.from(plainName(name ?? ''));
  return characters.map((_one, index) => characters.slice(index).join(''));
};
