import { expect } from '@jest/globals';
import type { Intent, Policy } from '@projection/projector';
import { recorded, type Happening } from './events';
import { MemoryFold } from './memory-fold';

/** given (events) – when (event, or a day) – then sends (commands), over the bare policy. */
export const specifyPolicy = (policy: Policy) => ({
  given: (...happenings: readonly Happening[]) => new Given(policy, happenings),
});

class Given {
  constructor(
    private readonly policy: Policy,
    private readonly happenings: readonly Happening[],
  ) {}

  when(happening: Happening): Then {
    const events = recorded([...this.happenings, happening]);
    const fold = new MemoryFold(this.policy);
    const last = events.at(-1);
    for (const event of events.slice(0, -1)) fold.take(event);
    if (last === undefined) throw new Error('nothing happened');
    const intents = this.policy.react(last, fold.seenBy(last));
    expect(this.policy.react(last, fold.seenBy(last))).toEqual(intents);
    fold.take(last);
    return new Then(this.policy, intents);
  }

  /** The day has come. */
  onDay(today: string): Then {
    const { deadlines } = this.policy;
    if (deadlines === undefined) throw new Error(`${this.policy.name} waits for no day`);
    const fold = new MemoryFold(this.policy);
    for (const event of recorded(this.happenings)) fold.take(event);
    const due = fold.all(deadlines.collection).filter(({ dueOn }) => (dueOn as string) <= today);
    const inOrder = [...due].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    return new Then(
      this.policy,
      inOrder.map((doc) => deadlines.intent(doc, today)),
    );
  }
}

const orderOf = (due: { readonly id: string; readonly [field: string]: unknown }): string =>
  `${String(due['dueOn'])} ${due.id}`;

const namesOf = (intents: readonly Intent[]): readonly string[] =>
  intents.map(({ command }) => command.constructor.name);

class Then {
  constructor(
    { name, sends }: Policy,
    private readonly intents: readonly Intent[],
  ) {
    const unsaid = intents.filter(({ command }) => !sends.some((type) => command.constructor === type));
    if (unsaid.length > 0)
      throw new Error(`${name} does not say that it sends ${namesOf(unsaid).join(', ')}`);
  }

  /** Exactly these commands, of these classes, in this order. */
  thenSends(expected: readonly Intent[]): void {
    expect(this.intents).toEqual(expected);
    expect(namesOf(this.intents)).toEqual(namesOf(expected));
  }

  thenSendsNothing(): void {
    expect(this.intents).toEqual([]);
  }
}
