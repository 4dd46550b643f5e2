import { dateInShanghai } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import type { NewEvent } from '../event-store';
import { newEvent } from '../new-event';
import { asData, type SealEventType } from './events';

export interface By {
  readonly user: string;
  readonly reason: string | null;
}

export const BY_ITSELF: By = { user: 'system:sealer', reason: null };

interface Fact {
  readonly type: SealEventType;
  readonly fact: object;
  /** Tells it from another of the same content. */
  readonly place: number;
}

const OF_KEYS: readonly SealEventType[] = ['SealKeyIntroduced', 'SealKeyCompromised'];

/** An event about seals, by the county itself or by whoever looks after its keys. */
export const sealEvent = (
  { type, fact, place }: Fact,
  now: number,
  { user, reason }: By = BY_ITSELF,
): NewEvent => {
  const id = derivedId(type, place, JSON.stringify(fact));
  const metadata = {
    ...{ actor: user, role: 'SYSTEM', actorScope: null, division: null },
    ...{ effectiveDate: dateInShanghai(now), recordedAt: new Date(now).toISOString(), reason },
    ...{ command: OF_KEYS.includes(type) ? 'ChangeSealKey' : 'SealLog', commandId: id },
    ...{ correlationId: id, causationId: null, schemaVersion: 1 },
  };
  return newEvent({ id, type, data: asData(fact), metadata });
};
