import type { Circumstances, Event } from '@kernel/decider';
import { Refusal } from '@kernel/refusal';
import type { AnyHandling, Handled } from '@command/handling';

/** What was asked of a rule, and what it knew, when it answered with events. */
export interface Decision {
  readonly command: object;
  readonly facts: Circumstances;
}

/** Looks on while commands are decided, and keeps each that came to something. */
export class Decisions {
  readonly #kept = new Map<string, Decision[]>();

  readonly lookedOn = (handled: Handled): Handled => ({
    ...handled,
    handlings: handled.handlings.map((handling) => ({ ...handling, decide: this.#deciding(handling) })),
  });

  /** Of a command by its name; those of persons where a person has asked, for a rule may answer the system otherwise. */
  readonly of = (command: string): readonly Decision[] => {
    const all = this.#kept.get(command) ?? [];
    const ofPersons = all.filter(({ facts }) => facts.actor.role !== 'SYSTEM');
    return ofPersons.length > 0 ? ofPersons : all;
  };

  #deciding({ command: { name }, decide }: AnyHandling): AnyHandling['decide'] {
    return (command: object, state: unknown, facts: Circumstances) => {
      const events = decide(command as never, state as never, facts as never);
      if (events.length > 0) this.#kept.set(name, [...(this.#kept.get(name) ?? []), { command, facts }]);
      return events;
    };
  }
}

/** What the same command with the same facts comes to where the aggregate is in this state. */
export const decidedAgain = (
  { decide }: AnyHandling,
  { command, facts }: Decision,
  state: unknown,
): readonly Event[] | Refusal => {
  try {
    return decide(command as never, state as never, facts as never);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};
