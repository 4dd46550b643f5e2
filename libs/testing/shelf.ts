import type { Actor } from '@kernel/actor';
import type { Succession } from '@kernel/succession';
import type { Handled } from '@command/handling';
import { START } from '@event-store/event-store';
import { veilOver, type Veil } from '@privacy/veil';
import type { Projector } from '@projection/projector';
import { ProjectionRunner } from '@projection/runner';
import type { AnyAnswering, Views } from '@query/answering';
import type { Reader } from '@read-store/read-store';
import { Engines } from './engines';
import { recorded, type Happening } from './events';
import { MemoryFold } from './memory-fold';

/** Whom a line is about, and how far each is masked: of use to every list, and held only where a spec is about them. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['household', 'entity', 'user', 'parameter']);

const EMPTY: Reader = {
  get: () => Promise.resolve(null),
  getMany: () => Promise.resolve([]),
  find: () => Promise.resolve({ items: [], next: null }),
  count: () => Promise.resolve(0),
};

const KEYLESS = veilOver({ openAll: (files) => Promise.resolve(files.map(() => ({}))) });

/** Questions to a module's answers over documents that lie in a real read store. */
export class Shelf {
  readonly #engines = Engines.open();
  readonly #held = new Set<string>();

  constructor(
    private readonly answers: readonly AnyAnswering[],
    private readonly asking: {
      readonly viewer: Actor;
      readonly today: string;
      /** Only for questions about the log. */
      readonly aggregates?: readonly Handled[];
      /** No code's place was taken by another where it is absent. */
      readonly successions?: readonly Succession[];
      /** Whoever is sealed is forgotten where there is none. */
      readonly veil?: Veil;
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
    this.#held.add(projector.name);
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
      this.#held.add(projector.name);
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
    const of = (projection: string): Reader =>
      OF_PEOPLE.has(projection) && !this.#held.has(projection) ? EMPTY : views.reader(projection);
    return {
      ...this.asking,
      ...{ of, living: of },
      successions: () => Promise.resolve(this.asking.successions ?? []),
      presentDay: this.asking.today,
      now: `${this.asking.today}T04:00:00.000Z`,
      position: () => store.head(),
      veil: this.asking.veil ?? KEYLESS,
      log: { store, whole: store, upcast: (event) => event, aggregates: this.asking.aggregates ?? [] },
    };
  }
}
