import { metadataText, type Position } from '@event-store/event-store';
import { isOpen } from '@oversight/evidence-package/state';
import { UnknownProjection } from '@read-store/read-store';
import type { County } from '../county';
import { knownPackage, type KnownPackage } from './known-package';

/** A process that says nothing of a package for so long is believed to have ended. */
export const TAKE_UP_MS = 15 * 60_000;
const PAGE = 100;
const VIEW = 'evidence-package';

/**
 * Finds what nobody makes any more. A process that has just begun knows that nobody makes what it had begun before it
 * ended, nor what only waited; that another process has ended shows by its silence.
 */
export class LeftBehind {
  /** Of the log when this process began; null once its read model has been seen to know all of that. */
  private began: Position | null | undefined;

  constructor(
    private readonly county: County,
    private readonly keeper: string,
  ) {}

  /** Ids of packages to take up, those asked for first before the others. */
  async find(isKnown: (id: string) => boolean): Promise<readonly string[]> {
    if (this.began === undefined) this.began = await this.county.store.head();
    const isSettled = await this.hasReached(this.began);
    const ids: string[] = [];
    for (const id of await this.open()) {
      const known = isKnown(id) ? null : await knownPackage(this.county, id);
      if (known !== null && isOpen(known.state) && this.isLeft(known)) ids.push(id);
    }
    if (isSettled) this.began = null;
    return ids;
  }

  private isLeft({ state: { phase, keeper }, events }: KnownPackage): boolean {
    if (this.began !== null && (phase === 'QUEUED' || keeper === this.keeper)) return true;
    const last = events.at(-1) ?? events[0];
    const silentMs = this.county.clock.now() - Date.parse(metadataText(last, 'recordedAt'));
    return silentMs >= TAKE_UP_MS;
  }

  private async hasReached(position: Position | null): Promise<boolean> {
    const standings = await this.county.views.standings();
    const live = standings.find(({ name, state }) => name === VIEW && state === 'live');
    return position === null || (live !== undefined && live.checkpoint >= position);
  }

  private async open(): Promise<readonly string[]> {
    try {
      const { items } = await this.county.views.reader(VIEW).find('evidence-packages', {
        filter: { state: { $in: ['QUEUED', 'RUNNING'] } },
        sort: [['requestedAt', 1]],
        limit: PAGE,
      });
      return items.map(({ id }) => id);
    } catch (error) {
      if (error instanceof UnknownProjection) return [];
      throw error;
    }
  }
}
