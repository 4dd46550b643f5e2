import type { CalendarDate } from '@kernel/calendar-date';
import type { County } from '@county/county';
import { policyHost } from '@county/projection-host';
import { sealerOf } from '@county/sealing';
import type { ProjectionHost } from '@projection/projections';
import type { SimulatedClock } from './simulated-clock';

/** How days pass in a county whose clock is simulated. */
export interface Days {
  /** What policies still had to do on the day before is done on that day; then the next comes, with its deadlines. */
  come(today: CalendarDate): Promise<void>;
  /** The day at hand was over in an earlier sitting. */
  readonly isTold: boolean;
}

/** For a county whose policies run by themselves. */
export const runningDays = (host: ProjectionHost, clock: SimulatedClock): Days => ({
  come: (today) => passTo(today, host, clock),
  isTold: false,
});

const passTo = async (today: CalendarDate, host: ProjectionHost, clock: SimulatedClock): Promise<void> => {
  await host.settle();
  clock.moveTo(today);
  await host.tick(today);
  await host.settle();
};

/** How many days a story has been told for; kept where the next sitting finds it. */
export interface Bookmark {
  readonly daysTold: number;
  turnTo(day: number): void;
}

/**
 * For a story that may be told in several sittings. Policies run between the days only, so that what follows from a day
 * never depends on how fast it was told; what was done between two days in an earlier sitting is not done again. What a
 * day brought is sealed before the next.
 */
export class ToldDays implements Days {
  #day = 0;

  constructor(
    private readonly county: County,
    private readonly clock: SimulatedClock,
    private readonly bookmark: Bookmark,
  ) {}

  get isTold(): boolean {
    return this.#day < this.bookmark.daysTold;
  }

  async come(today: CalendarDate): Promise<void> {
    this.#day += 1;
    if (this.#day > this.bookmark.daysTold) await this.#turn(today);
    else this.clock.moveTo(today);
  }

  async #turn(today: CalendarDate): Promise<void> {
    const host = policyHost(this.county);
    await host.start();
    try {
      await passTo(today, host, this.clock);
    } finally {
      await host.stop();
    }
    await sealerOf(this.county).sealNow();
    this.bookmark.turnTo(this.#day);
  }
}
