import type { Words } from '@kernel/words';
import type { Clock } from '../clock';
import { linkOf } from '../chain';
import { START, type EventStore, type Position, type RecordedEvent } from '../event-store';
import { NO_SEAL, SEAL_FORM, type Seal, type SealStatement } from './events';
import { leafHash, Tree } from './merkle';
import { SealRefused, toBeVerified } from './seal-book';
import { treeOf } from './seal-stream';
import { sealHash } from './signing';

/** What stands in the log behind the last seal, as far as it was read. */
export class Stretch {
  private count = 0;
  private last: RecordedEvent | null = null;
  /** When the first event came that is no seal; null while none did: seals and their stamps alone are no reason for another. */
  private since: number | null = null;

  private constructor(
    private readonly tree: Tree,
    public position: Position,
  ) {}

  /** @throws SealRefused where the log has not the event with which the seal ends */
  static async behind(seal: Seal | null, store: EventStore): Promise<Stretch> {
    if (seal === null) return new Stretch(new Tree(), START);
    const { stream, revision, hash } = seal.last;
    const [end] = await store.readStream(stream, revision);
    if (end === undefined || linkOf(end)?.hash !== hash)
      throw new SealRefused(
        toBeVerified({
          zh: `${stream}里没有第${String(seal.number)}号封签的最后一个事件`,
          en: `${stream} has not the event with which seal ${String(seal.number)} ends`,
        }),
      );
    return new Stretch(treeOf(seal), end.position);
  }

  /** For how long something has waited to be sealed; null where nothing has. */
  waitedMs(clock: Clock): number | null {
    return this.since === null ? null : clock.now() - this.since;
  }

  holds(events: number): boolean {
    return this.since !== null && this.count >= events;
  }

  take(event: RecordedEvent, clock: Clock): void {
    const link = linkOf(event);
    if (link === null) throw new SealRefused(toBeVerified(unhashed(event)));
    this.tree.push(leafHash(link.hash));
    this.last = event;
    this.count += 1;
    if (!OF_SEALS.includes(event.type)) this.since ??= recordedMs(event, clock);
  }

  /** What the next seal states. The stretch goes on behind it. */
  closed(before: Seal | null, { keyId, clock }: { keyId: string; clock: Clock }): SealStatement {
    const { stream, revision, metadata } = this.last as RecordedEvent;
    const statement = {
      form: SEAL_FORM,
      number: (before?.number ?? 0) + 1,
      treeSize: this.tree.size,
      count: this.count,
      root: this.tree.root(),
      frontier: this.tree.frontier,
      last: { stream, revision, hash: linkOf({ metadata })?.hash ?? '' },
      previousSeal: before === null ? NO_SEAL : sealHash(before),
      sealedAt: new Date(clock.now()).toISOString(),
      keyId,
    };
    this.count = 0;
    this.since = null;
    return statement;
  }
}

const unhashed = ({ stream }: RecordedEvent): Words => ({
  zh: `${stream}里有一个没有哈希的事件`,
  en: `${stream} holds an event without a hash`,
});

const OF_SEALS: readonly string[] = ['LogSealed', 'SealTimestamped'];

/** An event that does not tell, or tells of a day to come, waits from now on. */
const recordedMs = ({ metadata }: RecordedEvent, clock: Clock): number => {
  const at = metadata['recordedAt'];
  const ms = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(ms) ? clock.now() : Math.min(ms, clock.now());
};
