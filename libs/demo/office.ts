import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import type { Actor } from '@kernel/actor';
import { derivedId } from '@kernel/ids';
import { Refusal } from '@kernel/refusal';
import type { Outcome } from '@command/dispatcher';
import { enveloped } from '@command/envelope';
import type { CommandClass } from '@command/handling';
import type { County } from '@county/county';
import type { Days } from './days';
import { Posts } from './posts';

/** Where a demonstration stands: what it is doing, how much of it is done. */
export type Report = (phase: string, done: number, total: number) => void;

export interface Sending {
  readonly by: Actor;
  readonly id?: string;
  readonly on?: CalendarDate;
  readonly reason?: string;
  /** Tells apart commands that would otherwise be the same. */
  readonly again?: string;
}

const IN_FLIGHT = 32;

/** A deliberate defect and the code it was refused with. */
export interface Defect {
  readonly what: string;
  readonly code: string;
}

/**
 * Sends the commands of a demonstration. Their ids follow from what is asked, so that one that is sent again is answered
 * from the log.
 */
export class Office {
  private readonly posts = new Posts(this);
  private today: CalendarDate | null = null;

  constructor(
    readonly county: County,
    private readonly days: Days,
    readonly report: Report,
  ) {}

  async send<C extends object>(
    type: CommandClass<C>,
    fields: Partial<C> & object,
    { by, id, on, reason, again = '' }: Sending,
  ): Promise<Outcome> {
    const command = Object.assign(new type(), fields);
    const commandId = derivedId('demo', type.name, id ?? '', by.user, again, JSON.stringify(fields));
    const target = id === undefined ? {} : { id };
    const when = on === undefined ? {} : { effectiveDate: on };
    const why = reason === undefined ? {} : { reason };
    const actor = this.today === null ? by : await this.posts.holding(by, this.today);
    return this.county.dispatcher.dispatch(
      enveloped(command, { commandId, actor, ...target, ...when, ...why }),
    );
  }

  /** The same for many, some at a time. No two of them may concern the same aggregate: the order between them is open. */
  async each<T, R>(
    phase: string,
    items: readonly T[],
    work: (item: T, index: number) => Promise<R>,
  ): Promise<readonly R[]> {
    const results: R[] = [];
    let next = 0;
    let done = 0;
    const worker = async (): Promise<void> => {
      for (let index = next; index < items.length; index = next) {
        next += 1;
        results[index] = await work(items[index] as T, index);
        done += 1;
        this.report(phase, done, items.length);
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    return results;
  }

  /** A day comes: what policies and deadlines ask happens before anybody goes on. */
  async day(date: string): Promise<CalendarDate> {
    const today = calendarDate(date);
    await this.days.come(today);
    this.today = today;
    return today;
  }

  /**
   * Tries what must not be, and says with which code it was refused; on a day that has been told it was tried before. What
   * would change the answer belongs to a later day. @throws where it was accepted or refused otherwise
   */
  async refused(what: string, code: string, attempt: () => Promise<unknown>): Promise<Defect> {
    if (this.days.isTold) return { what, code };
    const error = await attempt().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    const codes = error instanceof Refusal ? error.unmet.map((unmet) => unmet.code) : [];
    if (!codes.includes(code))
      throw new Error(
        `${what}: expected ${code}, got ${error instanceof Error ? error.message : 'acceptance'}`,
      );
    return { what, code };
  }
}
