import { addDays, calendarDate, isCalendarDate, type CalendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped, type Envelope } from '@command/envelope';
import { instanceOf } from '@http/validation';
import { Counter } from './counter';
import { CountyKept } from './county-kept';
import { foundCounty } from './founding';
import { Model } from './model';
import type { Next } from './moves';
import { aWrongDate, spoiled } from './nonsense';
import { senderOf } from './people';
import { BrokenPromise } from './promises';
import type { Request } from './request';
import { Roll } from './roll';
import type { Tally } from './tally';

/** How many of the last requests are told where a promise breaks. */
const REMEMBERED = 12;

/** When a history begins, and what is sent in it. */
export interface Plot {
  readonly from: CalendarDate;
  readonly next: Next;
}

/** One county from its first day on: people send, time passes, policies follow. */
export class History {
  readonly kept: CountyKept;
  readonly model: Model;
  readonly #counter: Counter;
  readonly #told: string[] = [];
  #sent = 0;

  constructor(
    private readonly tally: Tally,
    private readonly plot: Plot,
  ) {
    this.kept = new CountyKept(plot.from);
    this.model = new Model(plot.from);
    this.#counter = new Counter(this.kept, this.model, tally);
  }

  async found(seed: number): Promise<void> {
    const roll = new Roll(seed);
    const send = (request: Request, index: number) =>
      this.#send(request, { ...this.#addressed(request), actor: officer(request, index) }, roll);
    await this.#telling(() => foundCounty(send, this.model, roll));
  }

  /** All that happens follows from the number. */
  step(seed: number): Promise<void> {
    const roll = new Roll(seed);
    return this.#telling(() =>
      roll.happens(0.07) ? this.#pass(roll.whole(1, 30)) : this.#someoneSends(roll),
    );
  }

  async #pass(days: number): Promise<void> {
    this.model.today = addDays(this.model.today, days);
    this.kept.clock.moveTo(this.model.today);
    this.#told.push(`it is ${this.model.today}`);
    for (const asked of this.kept.reactions.due(this.model.today)) await this.#counter.obey(asked);
  }

  async #someoneSends(roll: Roll): Promise<void> {
    const sensible = this.plot.next(this.model, roll);
    const request = roll.happens(0.12) ? { ...sensible, body: spoiled(sensible.body, roll) } : sensible;
    const actor = senderOf(request, roll);
    await this.#send(request, { ...this.#addressed(request), actor, ...this.#around(request, roll) }, roll);
  }

  #addressed({ id, on }: Request): Omit<Envelope, 'actor'> {
    this.#sent += 1;
    return {
      ...{ commandId: derivedId('random', this.#sent), reason: '情况如此' },
      ...(id === undefined ? {} : { id }),
      ...(on === undefined ? {} : { effectiveDate: calendarDate(on) }),
    };
  }

  /** Now and then another day, nobody's id, or a revision that is not the current one. */
  #around({ id }: Request, roll: Roll): Partial<Envelope> {
    return {
      ...(roll.happens(0.2) ? { effectiveDate: this.model.day(roll, -30, 2) } : {}),
      ...(roll.happens(0.03) ? { effectiveDate: aWrongDate(roll) as never } : {}),
      ...(id !== undefined && roll.happens(0.01) ? { id: derivedId('nobody', 0) } : {}),
      ...(roll.happens(0.03) ? { expectedRevision: roll.whole(0, 4) } : {}),
    };
  }

  async #send({ type, body }: Request, envelope: Envelope, roll: Roll): Promise<void> {
    this.#told.push(`${type.name} ${JSON.stringify({ body, ...envelope })}`);
    const { made, faults } = instanceOf(type, body);
    const sealed = (more: Partial<Envelope> = {}) => enveloped(made, { ...envelope, ...more });
    const isFormed = faults.length === 0 && isCalendarDate(envelope.effectiveDate ?? this.plot.from);
    if (isFormed) return this.#counter.send(sealed, roll);
    this.tally.answered('MALFORMED');
  }

  async #telling(happen: () => Promise<void>): Promise<void> {
    try {
      await happen();
    } catch (cause) {
      const told = this.#told.slice(-REMEMBERED).map((line) => line.slice(0, 2_000));
      throw new BrokenPromise([String(cause), ...told].join('\n'), { cause });
    }
  }
}

/** Somebody who may; each request comes from another person. */
const officer = ({ type }: Request, index: number): Envelope['actor'] => {
  const role = type.sentBy[0] ?? 'SYSTEM';
  return { user: `${role}-${String(index)}`, role, scope: divisionCode('530400000000') };
};
