import { put, type Projector } from '@projection/projector';
import { metadataText } from '@event-store/event-store';
import type { Document } from '@read-store/read-store';
import type { ParameterEntry } from './events';

/** A value as it was adopted, the instant at which it became known, and the entry it took the place of from its first day on. */
export type KnownEntry = ParameterEntry & {
  readonly recordedAt: string;
  readonly replaces: string | null;
};

/** Every value one key ever had, in the order of knowing; `id` is the key. */
export type ParameterRow = Document & { readonly entries: readonly KnownEntry[] };

const COLLECTION = 'parameters';

export const parameterRegister: Projector = {
  name: 'parameter',
  version: 1,
  categories: ['parameter'],
  bitemporal: [COLLECTION],
  collections: { [COLLECTION]: { indexes: [] } },
  needs: ({ data }) => [{ collection: COLLECTION, id: data['key'] as string }],
  project: (event, documents) => {
    const id = event.data['key'] as string;
    const entries = documents.get<ParameterRow>(COLLECTION, id)?.entries ?? [];
    const adopted = event.data as unknown as ParameterEntry & { readonly replaces?: string };
    const known = { ...adopted, replaces: adopted.replaces ?? null };
    const recordedAt = metadataText(event, 'recordedAt');
    return [put(COLLECTION, { id, entries: [...entries, { ...known, recordedAt }] })];
  },
};
