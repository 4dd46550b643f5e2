import type { Actor } from '@kernel/actor';
import type { Handled } from '@command/handling';
import { START } from '@event-store/event-store';
import type { Projector } from '@projection/projector';
import { ProjectionRunner } from '@projection/runner';
import type { AnyAnswering, Views } from '@query/answering';
import { Engines } from './engines';
import { recorded, type Happening } from './events';
import { MemoryFold } from './memory-fold';

/** Questions to a module's answers over documents that lie in a real read store. */
export class Shelf {
  readonly #engines = Engines.open();

  constructor(
    private readonly answers: readonly AnyAnswering[],
    private readonly asking: {
      readonly viewer: Actor;
      readonly today: string;
      /** Only for questions about the log. */
      readonly aggregates?: readonly Handled[];
    },
  ) {}

  /** Folds what happened and keeps the documents. */
  async hold(projector: Projector, happenings: readonly Happening[]): Promise<void> {
    const { views } = this.#engines;
    const fold = new MemoryFold(projector);
    const events = recorded(happenings);
    for (const event of events) fold.take(event);
    const writes = Object.keys(projector.collections).flatMap((collection) =>
      fold.all(collection).map((doc) => ({ collection, id: doc.id, doc })),
    );
    await views.prepare(projector, projector.collections, 'live');
    await views.commit(projector, START, events.at(-1)?.position ?? START, writes);
  }

  /** As `hold` for several projectors, by the runner itself: for thousands of events. */
  async run(projectors: readonly Projector[], happenings: readonly Happening[]): Promise<void> {
    const { store, views } = this.#engines;
    const head = await this.#engines.happen(...happenings);
    for (const projector of projectors) {
      const runner = new ProjectionRunner({ store, views, projector });
      await runner.start();
      await runner.bell.until(() => runner.status.checkpoint >= head);
      await runner.stop();
    }
  }

  ask(question: object): Promise<object> {
    const answering = this.answers.find(({ query }) => query === question.constructor);
    if (answering === undefined) throw new Error(`nobody answers ${question.constructor.name}`);
    return answering.answer(question as never, this.#views());
  }

  close(): Promise<void> {
    return this.#engines.close();
  }

  #views(): Views {
    const { views, store } = this.#engines;
    return {
      ...this.asking,
      of: (projection) => views.reader(projection),
      now: `${this.asking.today}T04:00:00.000Z`,
      position: () => store.head(),
      log: { store, whole: store, upcast: (event) => event, aggregates: this.asking.aggregates ?? [] },
    };
  }
}
