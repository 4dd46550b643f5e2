import { ordered } from './canonical';
import type { NewEvent } from './event-store';

/** An event as the house writes it: in canonical order, so that the text that is stored is the one that is hashed. */
export const newEvent = ({ id, type, data, metadata }: NewEvent): NewEvent => ({
  id,
  type,
  data: ordered(data),
  metadata: ordered(metadata),
});
