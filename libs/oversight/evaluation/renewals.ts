import type { Documents } from '@projection/projector';
import type { Document } from '@read-store/read-store';

export const RENEWALS = 'renewals';

/** Which agreements continue one. */
export type Renewed = Document & { readonly by: readonly string[] };

const renewalsOf = (id: string, documents: Documents): readonly string[] =>
  documents.known<Renewed>(RENEWALS, id)?.by ?? [];

/** The agreements, what renews them, and what renews that, as far as it is known. */
export const withRenewals = (ids: readonly string[], documents: Documents): readonly string[] => {
  const line = new Set(ids);
  for (const id of line) for (const next of renewalsOf(id, documents)) line.add(next);
  return [...line];
};

export const renewedBy = (id: string, renewal: string, documents: Documents): Renewed => ({
  id,
  by: [...new Set([...renewalsOf(id, documents), renewal])],
});
