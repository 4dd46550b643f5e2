import { commandIdOf, type Cause } from '@projection/delivery';
import type { Intent, Policy, Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { MemoryFold } from '@testing/memory-fold';

/** A command that a policy asks for, with the id that it would have. */
export interface Asked {
  readonly policy: string;
  readonly intent: Intent;
  readonly commandId: string;
}

interface Folded<P extends Projector> {
  readonly projector: P;
  readonly fold: MemoryFold;
}

const folded = <P extends Projector>(projector: P): Folded<P> => ({
  projector,
  fold: new MemoryFold(projector),
});

/** What follows from each event: the documents of all projectors, and the commands of all policies, one after the other. */
export class Reactions {
  readonly #projections: readonly Folded<Projector>[];
  readonly #policies: readonly Folded<Policy>[];

  constructor(projectors: readonly Projector[], policies: readonly Policy[]) {
    this.#projections = projectors.map(folded);
    this.#policies = policies.map(folded);
  }

  take(event: RecordedEvent): readonly Asked[] {
    const category = categoryOf(event.stream);
    const reads = ({ projector }: Folded<Projector>): boolean => projector.categories.includes(category);
    for (const { fold } of this.#projections.filter(reads)) fold.take(event);
    return this.#policies.filter(reads).flatMap((policy) => reactionOf(policy, event));
  }

  /** What is due by that day. */
  due(today: string): readonly Asked[] {
    return this.#policies.flatMap(({ projector, fold }) => {
      const { deadlines, name: policy } = projector;
      if (deadlines === undefined) return [];
      const due = fold.all(deadlines.collection).filter((doc) => isDue(doc, today));
      return [...due].sort(byDay).map((doc) => {
        const cause = { policy, documentId: doc.id, dueOn: doc['dueOn'] as string, today };
        return asked(deadlines.intent(doc, today), cause);
      });
    });
  }

  documents(projector: string, collection: string): readonly Document[] {
    const found = [...this.#projections, ...this.#policies].find((one) => one.projector.name === projector);
    if (found === undefined) throw new Error(`no projector ${projector}`);
    return found.fold.all(collection);
  }
}

const reactionOf = ({ projector, fold }: Folded<Policy>, event: RecordedEvent): readonly Asked[] => {
  const intents = projector.react(event, fold.seenBy(event));
  fold.take(event);
  const cause = { policy: projector.name, causeEventId: event.id, causePosition: event.position };
  return intents.map((intent, index) => asked(intent, { ...cause, index }));
};

const asked = (intent: Intent, cause: Cause): Asked => ({
  policy: cause.policy,
  intent,
  commandId: commandIdOf(cause),
});

const isDue = ({ dueOn }: Document, today: string): boolean => typeof dueOn === 'string' && dueOn <= today;

const byDay = (a: Document, b: Document): number => (orderOf(a) < orderOf(b) ? -1 : 1);

const orderOf = ({ id, dueOn }: Document): string => `${dueOn as string} ${id}`;
