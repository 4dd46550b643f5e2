import { expect } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { fold, type Circumstances, type Event } from '@kernel/decider';
import { divisionCode } from '@kernel/division-code';
import { Refusal, unmetAmong, type Warning } from '@kernel/refusal';
import type { AnyHandling, CommandClass, Handled } from '@command/handling';

/** What a spec may say of the circumstances; the rest is an ordinary day of an ordinary informant. */
export type Told = Readonly<Record<string, unknown>>;

const clerk: Actor = { user: 'clerk', role: 'VILLAGE_INFORMANT', scope: divisionCode('530424102201') };

const ordinaryDay: Circumstances = {
  id: '00000000-0000-5000-8000-000000000001',
  commandId: '00000000-0000-5000-8000-00000000c001',
  today: calendarDate('2025-03-01'),
  recordedAt: '2025-03-01T02:00:00.000Z',
  effectiveDate: calendarDate('2025-03-01'),
  actor: clerk,
  reason: null,
  stoodInFor: new Map(),
};

/** A command as the edge would hand it over after validation. */
export const command = <C extends object>(type: CommandClass<C>, fields: Partial<C> & object): C =>
  Object.assign(new type(), fields);

/** given (events) – when (command) – then (events, or a refusal), over the bare decider. */
export const specify = <E extends Event>(handled: Handled, usual: Told = {}) => ({
  given: (...events: readonly E[]) => new Given<E>(handled, events, usual),
});

class Given<E extends Event> {
  constructor(
    private readonly handled: Handled,
    private readonly events: readonly E[],
    private readonly told: Told,
  ) {}

  /** Circumstances and facts that matter to this case: `today`, `effectiveDate`, `actor`, and what `facts.ts` would look up. */
  knowing(told: Told): Given<E> {
    return new Given(this.handled, this.events, { ...this.told, ...told });
  }

  when(asked: object): Then<E> {
    return new Then(
      () => this.decide(asked),
      this.foldAfter,
      () => this.warnings(asked),
    );
  }

  /** The state the events fold to. */
  state(): unknown {
    return fold(this.handled.aggregate, this.events);
  }

  private decide(asked: object): readonly E[] {
    const { decide } = this.handlingOf(asked);
    return decide(asked as never, this.state() as never, this.facts as never) as readonly E[];
  }

  private warnings(asked: object): readonly Warning[] {
    const { warn } = this.handlingOf(asked);
    return unmetAmong(warn?.(asked as never, this.state() as never, this.facts as never) ?? []);
  }

  private handlingOf(asked: object): AnyHandling {
    const handling = this.handled.handlings.find(({ command: type }) => type === asked.constructor);
    if (handling === undefined) throw new Error(`nobody handles ${asked.constructor.name}`);
    return handling;
  }

  private get facts(): object {
    return { ...ordinaryDay, ...this.told };
  }

  private readonly foldAfter = (events: readonly E[]): unknown =>
    fold(this.handled.aggregate, events, this.state());
}

class Then<E extends Event> {
  constructor(
    private readonly decide: () => readonly E[],
    private readonly foldAfter: (events: readonly E[]) => unknown,
    private readonly warn: () => readonly Warning[],
  ) {}

  /** Exactly these events, and the aggregate can remember them. */
  then(...expected: readonly E[]): void {
    const events = this.decide();
    expect(events).toEqual(expected);
    this.foldAfter(events);
  }

  /** For figures inside large events: the events themselves, after checking that they fold. */
  events(): readonly E[] {
    const events = this.decide();
    this.foldAfter(events);
    return events;
  }

  /** Accepted, with exactly these warnings in this order. */
  thenWarned(...codes: readonly string[]): void {
    expect(this.warnings().map(({ code }) => code)).toEqual(codes);
  }

  /** The warnings themselves, where their parameters matter. */
  warnings(): readonly Warning[] {
    expect(this.events().length).toBeGreaterThan(0);
    return this.warn();
  }

  thenNothing(): void {
    expect(this.decide()).toEqual([]);
  }

  /** Refused with exactly these codes, in this order. */
  thenRefused(...codes: readonly string[]): void {
    expect(this.refusal().unmet.map(({ code }) => code)).toEqual(codes);
  }

  /** The refusal itself, where its parameters matter. */
  refusal(): Refusal {
    try {
      this.decide();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    throw new Error('expected a refusal, the command was accepted');
  }
}
