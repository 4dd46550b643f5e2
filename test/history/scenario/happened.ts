import { streamName, type RecordedEvent } from '@event-store/event-store';
import type { Office } from '@demo/office';

/** The first event of the type in a stream: what a policy has brought about in the meantime. @throws where there is none */
export const happened = async (
  { county }: Office,
  { category, id }: { readonly category: string; readonly id: string },
  type: string,
): Promise<RecordedEvent> => {
  const events = await county.store.readStream(streamName(category, id));
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} in ${category} ${id}`);
  return found;
};
