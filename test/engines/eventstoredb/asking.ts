import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  END,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  type AppendExpectedRevision,
  type EventData,
  type EventStoreDBClient,
  type Position,
  type ReadRevision,
  type ReadStreamOptions,
  type RecordedEvent,
} from '@eventstore/db-client';
import type { Way } from '../../bench/by-itself';

/** `fill: n` stands for n characters. */
interface EventOf {
  readonly id: string;
  readonly type?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** One question to the server, and what the real one answered. Ids are labels; all streams share a prefix. */
export interface Question {
  readonly title: string;
  readonly op: string;
  readonly stream?: string;
  readonly expected?: 'ANY' | 'NO_STREAM' | 'STREAM_EXISTS' | number;
  readonly events?: readonly EventOf[] | { readonly count: number; readonly like: EventOf };
  readonly from?: number;
  readonly fromEvent?: readonly [label: string, revision: number];
  readonly backwards?: boolean;
  readonly max?: number;
  readonly take?: number;
  readonly bodies?: boolean;
  readonly append?: Question;
  readonly outcome: unknown;
}

type Answer = Promise<Readonly<Record<string, unknown>>>;
type Seen = RecordedEvent;

const EXPECTATIONS: Readonly<Record<string, AppendExpectedRevision>> = { ANY, NO_STREAM, STREAM_EXISTS };

/** Puts the questions to a server through the client and gives its answers in the form in which they were written down. */
export class Asking {
  private readonly prefix = `answers${randomUUID().slice(0, 8)}-`;
  private readonly ids = new Map<string, string>();
  private readonly places = new Map<string, Position>();

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly way: Way,
  ) {}

  async ask(question: Question): Promise<unknown> {
    try {
      return { ok: await this.work(question) };
    } catch (error) {
      return { error: told(error) };
    }
  }

  private work(question: Question): Answer {
    const ops: Readonly<Record<string, () => Answer>> = {
      append: () => this.append(question),
      read: () => this.read(question),
      readAll: () => this.readAll(question),
      delete: () => this.end(question, 'deleteStream'),
      tombstone: () => this.end(question, 'tombstoneStream'),
      subscribe: () => this.subscribe(question),
      subscribeAll: () => this.subscribeAll(question),
      subscribeThenAppend: () => this.subscribe(question),
    };
    const work = ops[question.op];
    if (work === undefined) throw new Error(`no question of the kind ${question.op}`);
    return work();
  }

  private async append(question: Question): Answer {
    const { expected = 'ANY' } = question;
    const expectedRevision = typeof expected === 'number' ? BigInt(expected) : EXPECTATIONS[expected];
    const { nextExpectedRevision, position } = await this.client.appendToStream(
      this.named(question),
      this.eventsOf(question),
      { ...this.way, expectedRevision: expectedRevision ?? ANY },
    );
    const isOne = position !== undefined && position.commit === position.prepare;
    return { nextExpectedRevision: Number(nextExpectedRevision), position: isOne && 'commit = prepare' };
  }

  private async read(question: Question): Answer {
    const events: Seen[] = [];
    for await (const { event } of this.client.readStream(this.named(question), extentOf(question)))
      if (event !== undefined) events.push(event);
    for (const event of events) this.places.set(this.keyOf(event), event.position as Position);
    return { events: events.map(question.bodies === true ? bodyOf : (event) => this.labelled(event)) };
  }

  private async readAll(question: Question): Answer {
    const events: Seen[] = [];
    const options = { fromPosition: this.placeOf(question), maxCount: question.max ?? 1 };
    for await (const { event } of this.client.readAll(options)) if (event !== undefined) events.push(event);
    return { events: events.map((event) => this.labelled(event)) };
  }

  private async end(question: Question, by: 'deleteStream' | 'tombstoneStream'): Answer {
    await this.client[by](this.named(question));
    return {};
  }

  private async subscribe(question: Question): Answer {
    const { from, append } = question;
    const fromRevision = from === undefined ? START : BigInt(from);
    const subscription = this.client.subscribeToStream(this.named(question), { fromRevision });
    if (append !== undefined) {
      subscription.once('confirmation', () => void this.append(append));
    }
    return this.taken(subscription, question);
  }

  private subscribeAll(question: Question): Answer {
    const filter = streamNameFilter({ prefixes: [this.prefix] });
    const options = { fromPosition: this.placeOf(question), filter };
    return this.taken(this.client.subscribeToAll(options), question);
  }

  private async taken(
    subscription: AsyncIterable<{ readonly event?: Seen }> & {
      on(name: 'error', listener: () => void): unknown;
      unsubscribe(): Promise<void>;
    },
    { take = 1 }: Question,
  ): Answer {
    const events: Seen[] = [];
    subscription.on('error', () => undefined);
    for await (const { event } of subscription) {
      if (event !== undefined) events.push(event);
      if (events.length === take) break;
    }
    await subscription.unsubscribe();
    return { events: events.map((event) => this.labelled(event)) };
  }

  private named({ stream = '' }: Question): string {
    return stream === '' ? '' : this.prefix + stream;
  }

  private eventsOf({ events = [] }: Question): EventData[] {
    if (!('like' in events)) return events.map((one) => this.eventOf(one));
    const { like, count } = events;
    return Array.from({ length: count }, (_, n) => this.eventOf({ ...like, id: `${like.id} ${String(n)}` }));
  }

  private eventOf({ id, type = 'Noted', data = { n: 1 }, metadata = {} }: EventOf): EventData {
    const fill = data['fill'];
    const body = typeof fill === 'number' ? { fill: 'x'.repeat(fill) } : data;
    return jsonEvent({ id: this.idOf(id), type, data: body, metadata });
  }

  private idOf(label: string): string {
    const id = this.ids.get(label) ?? randomUUID();
    this.ids.set(label, id);
    return id;
  }

  private labelled({ id, revision }: Seen): readonly unknown[] {
    const label = [...this.ids].find(([, known]) => known === id)?.[0];
    return [label, Number(revision)];
  }

  private placeOf({ fromEvent: [stream, revision] = ['', 0] }: Question): Position {
    const place = this.places.get(`${this.prefix}${stream} ${String(revision)}`);
    if (place === undefined) throw new Error(`${stream} was not read before`);
    return place;
  }

  private keyOf({ streamId, revision }: Seen): string {
    return `${streamId} ${String(revision)}`;
  }
}

const extentOf = ({ from, backwards = false, max = 10_000 }: Question): ReadStreamOptions => {
  const start: ReadRevision = backwards ? END : START;
  const fromRevision = from === undefined ? start : BigInt(from);
  return { direction: backwards ? BACKWARDS : FORWARDS, fromRevision, maxCount: max };
};

const bodyOf = ({ data, metadata }: Seen): object => ({ data, metadata });

const TOLD = ['type', 'expectedVersion', 'actualVersion', 'maxAppendSize'] as const;

/** Revisions are numbers there. */
const told = (error: unknown): object => {
  const fault = error as Readonly<Record<string, unknown>>;
  const facts = TOLD.filter((name) => fault[name] !== undefined).map((name) => {
    const value = fault[name];
    return [name, typeof value === 'bigint' ? Number(value) : value];
  });
  return { class: (error as Error).constructor.name, ...(Object.fromEntries(facts) as object) };
};
