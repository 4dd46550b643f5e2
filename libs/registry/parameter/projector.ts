import { put, type Projector } from '@projection/projector';
import { metadataText } from '@event-store/event-store';
import type { Document } from '@read-store/read-store';
import type { ParameterEntry, ParameterEvent } from './events';
import { endedBy } from './state';

/** A value with the instant at which it became known. */
export type KnownEntry = ParameterEntry & { readonly recordedAt: string };

/** Every value one key ever had; `id` is the key. */
export type ParameterRow = Document & { readonly entries: readonly KnownEntry[] };

const COLLECTION = 'parameters';

const after = (
  entries: readonly KnownEntry[],
  { type, data }: ParameterEvent,
  recordedAt: string,
): readonly KnownEntry[] => {
  switch (type) {
    case 'PolicyParameterSet':
      return [...entries, { ...data, recordedAt }];
    case 'PolicyParameterSuperseded': {
      const { replaces, ...entry } = data;
      return [...entries.map((old) => endedBy(old, replaces, data)), { ...entry, recordedAt }];
    }
  }
};

export const parameterRegister: Projector = {
  name: 'parameter',
  version: 1,
  categories: ['parameter'],
  collections: { [COLLECTION]: { indexes: [] } },
  needs: ({ data }) => [{ collection: COLLECTION, id: data['key'] as string }],
  project: (event, documents) => {
    const id = event.data['key'] as string;
    const entries = documents.get<ParameterRow>(COLLECTION, id)?.entries ?? [];
    const next = after(entries, event as unknown as ParameterEvent, metadataText(event, 'recordedAt'));
    return [put(COLLECTION, { id, entries: next })];
  },
};
