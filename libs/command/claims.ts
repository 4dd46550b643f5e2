import { derivedId } from '@kernel/ids';
import { metadataText, streamName, type EventStore, type NewEvent } from '@event-store/event-store';
import { newEvent } from '@event-store/new-event';
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
 * Uniqueness across aggregates by a stream per key, for one attempt at one command. The key is taken just before the
 * aggregate's own events are appended, at the revision at which the rule saw it: who was faster in between wins.
 */
export class Claims {
  private readonly seen = new Map<string, Held | null>();

  constructor(
    private readonly store: EventStore,
    readonly nowMs: number,
  ) {}

  /** Id of the living holder, null where the key is free or its holder never came to life. */
  async holderOf(claim: Claim, category: string): Promise<string | null> {
    const held = await this.held(claim);
    this.seen.set(streamOf(claim), held);
    if (held === null) return null;
    const lives = (await this.store.readStream(streamName(category, held.holder))).length > 0;
    const waiting = this.nowMs - Date.parse(held.recordedAt) < ORPHANED_AFTER_MS;
    return lives || waiting ? held.holder : null;
  }

  async takersOf(claim: Claim): Promise<readonly string[]> {
    const events = await this.store.readStream(streamOf(claim));
    return [...new Set(events.map(({ data }) => data['holder'] as string))];
  }

  /** Takes a key whose holder was asked for, or one that is shared; one that is held already is left as it is. @throws WrongExpectedRevision */
  async take(claim: Claim, holder: string, metadata: NewEvent['metadata']): Promise<void> {
    if (claim.shared === true) {
      await this.store.append(streamOf(claim), 'any', [
        takenBy(claim, holder, { metadata, place: 'shared' }),
      ]);
      return;
    }
    const held = this.seen.get(streamOf(claim));
    if (held === undefined) throw new Error(`the ${claim.kind} is taken, but nobody asked who holds it`);
    if (held?.holder === holder) return;
    const next = held === null ? 0 : held.revision + 1;
    // A key may come back to an earlier holder: the place makes it another taking.
    const event = takenBy(claim, holder, { metadata, place: next });
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

interface Taking {
  readonly metadata: NewEvent['metadata'];
  readonly place: number | 'shared';
}

const takenBy = ({ kind, key }: Claim, holder: string, { metadata, place }: Taking): NewEvent =>
  newEvent({
    id: derivedId('claim', kind, key, holder, place),
    type: 'KeyClaimed',
    data: { kind, key, holder },
    metadata,
  });

const streamOf = ({ kind, key }: Claim): string => streamName(CLAIM_CATEGORY, derivedId(kind, key));
