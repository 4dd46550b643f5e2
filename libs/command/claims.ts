import { derivedId } from '@kernel/ids';
import { metadataText, streamName, type EventStore, type NewEvent } from '@event-store/event-store';
import type { Claim } from './lookup';

/** How long a claim waits for its holder to come to life before another may take it: a crash between the two writes is the only cause. */
const ORPHANED_AFTER_MS = 24 * 3_600_000;

export const CLAIM_CATEGORY = 'claim';
export const claimEvents = { KeyClaimed: 1 } as const;

interface Held {
  readonly holder: string;
  readonly recordedAt: string;
  readonly revision: number;
}

/**
 * Uniqueness across aggregates by a stream per key. The key is taken just before the aggregate's own events are appended;
 * both writes name the holder, so repeating them is harmless.
 */
export class Claims {
  constructor(private readonly store: EventStore) {}

  /** Id of the living holder, null where the key is free or its holder never came to life. */
  async holderOf(claim: Claim, category: string, nowMs: number): Promise<string | null> {
    const held = await this.held(claim);
    if (held === null) return null;
    const lives = (await this.store.readStream(streamName(category, held.holder))).length > 0;
    const waiting = nowMs - Date.parse(held.recordedAt) < ORPHANED_AFTER_MS;
    return lives || waiting ? held.holder : null;
  }

  /** Takes the key. The caller has asked `holderOf` before; who was faster in between wins. @throws WrongExpectedRevision */
  async take(claim: Claim, holder: string, metadata: NewEvent['metadata']): Promise<void> {
    const held = await this.held(claim);
    if (held?.holder === holder) return;
    const event: NewEvent = {
      id: derivedId('claim', claim.kind, claim.key, holder),
      type: 'KeyClaimed',
      data: { kind: claim.kind, key: claim.key, holder },
      metadata,
    };
    await this.store.append(streamOf(claim), held === null ? 'no-stream' : held.revision, [event]);
  }

  private async held(claim: Claim): Promise<Held | null> {
    const last = (await this.store.readStream(streamOf(claim))).at(-1);
    if (last === undefined) return null;
    return {
      holder: last.data['holder'] as string,
      recordedAt: metadataText(last, 'recordedAt'),
      revision: last.revision,
    };
  }
}

const streamOf = ({ kind, key }: Claim): string => streamName(CLAIM_CATEGORY, derivedId(kind, key));
