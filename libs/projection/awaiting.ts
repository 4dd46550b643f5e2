import type { Event } from '@kernel/decider';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { Document, IndexSpec, Write } from '@read-store/read-store';
import { idOf, type Recorded } from './fold';
import { put, remove, type Documents, type Key, type Projector } from './projector';

export interface AwaitingParts<E extends Event, Row extends Document, Memory> {
  readonly name: string;
  readonly version: number;
  /** Category of the streams that a line may come from, one each. */
  readonly of: string;
  /** Category of those whom the lines wait for. */
  readonly awaited: string;
  /** Collections: the list, what is remembered of a stream, and which lines wait for whom. */
  readonly list: string;
  readonly memory: string;
  readonly waiting: string;
  readonly indexes: readonly IndexSpec[];
  /** What is to be remembered of the stream, by what is already; null where the event adds nothing. */
  remember(event: Recorded<E>, known: Memory | null): Memory | null;
  /** Id of the one whom a line of the stream waits for. */
  awaits(memory: Memory): string;
  /** The line that begins to wait, or waits on as another; null where none does. */
  open(event: Recorded<E>, memory: Memory & Document, isWaiting: boolean): Row | null;
  /**
   * What becomes of a line that waits for the one whom the event is about, null to drop it; the line itself where it waits on. Null
   * where all of them do. `memory` is of the stream of the event, where that is one that lines come from.
   */
  settle(event: Recorded<E>, memory: (Memory & Document) | undefined): ((row: Row) => Row | null) | null;
  /** Whether no line waits for the one whom the event is about from now on; null where it changes nothing in that. */
  closes?(event: Recorded<E>): boolean | null;
  /** Lines that can wait no more, or would begin to wait while none does, are kept out of the list, and wait when they may again. */
  readonly rests?: true;
}

/** What is kept of the one whom lines wait for. */
export type Waiting<Row extends Document = Document> = Document & {
  readonly lines: readonly string[];
  readonly isClosed?: true;
  readonly resting?: readonly Row[];
};

/** A list of what has happened to one stream and waits until something happens to another: a task list. */
export const awaiting = <E extends Event, Row extends Document, Memory>(
  parts: AwaitingParts<E, Row, Memory>,
): Projector => {
  const { name, version, list, memory, waiting, indexes } = parts;
  const at = (event: RecordedEvent, documents: Documents) => new Moment(parts, event, documents);
  return {
    ...{ name, version, categories: [parts.of, parts.awaited] },
    collections: { [list]: { indexes }, [memory]: { indexes: [] }, [waiting]: { indexes: [] } },
    needs: (event, documents) => at(event, documents).needs(),
    project: (event, documents) => at(event, documents).writes(),
  };
};

/** A line that the event has left as it was. */
const waits = ({ row, after }: { readonly row: unknown; readonly after: unknown }): boolean =>
  row !== undefined && row === after;

/** The list as one event meets it. */
class Moment<E extends Event, Row extends Document, Memory> {
  private readonly id: string;
  private readonly known: (Memory & Document) | undefined;
  private readonly whom: string | undefined;

  constructor(
    private readonly parts: AwaitingParts<E, Row, Memory>,
    private readonly event: RecordedEvent,
    private readonly documents: Documents,
  ) {
    this.id = idOf(event.stream);
    this.known = this.documents.known<Memory & Document>(parts.memory, this.id);
    const awaited = this.known === undefined ? undefined : parts.awaits(this.known);
    this.whom = this.isAwaited ? this.id : awaited;
  }

  needs(): readonly Key[] {
    const { list, memory, waiting } = this.parts;
    const own = this.isAwaited ? [] : [{ collection: memory, id: this.id }];
    if (this.whom === undefined) return own;
    const lines = this.lines.map((id) => ({ collection: list, id }));
    return [...own, { collection: waiting, id: this.whom }, ...lines];
  }

  writes(): readonly Write[] {
    return [...this.remembered(), ...this.opened(), ...this.settled()];
  }

  private remembered(): readonly Write[] {
    const known = this.parts.remember(this.told, this.known ?? null);
    return known === null ? [] : [put(this.parts.memory, { ...known, id: this.id })];
  }

  private opened(): readonly Write[] {
    const isWaiting = this.lines.includes(this.id);
    const row = this.known === undefined ? null : this.parts.open(this.told, this.known, isWaiting);
    if (row === null || this.whom === undefined) return [];
    if (this.waiting?.isClosed === true) return this.parts.rests ? [this.rested([row])] : [];
    const lines = [...this.lines.filter((id) => id !== row.id), row.id];
    return [put(this.parts.list, row), put(this.parts.waiting, { id: this.whom, lines })];
  }

  private rested(rows: readonly Row[]): Write {
    const others = this.resting.filter(({ id }) => !rows.some((row) => row.id === id));
    const [id, resting] = [this.whom ?? '', [...others, ...rows]];
    return put(this.parts.waiting, { id, lines: [], isClosed: true, resting });
  }

  /** All that waited rests, or all that rested waits. */
  private resettled(isClosed: boolean): readonly Write[] {
    const { list, waiting } = this.parts;
    const rows = this.lines.flatMap((id) => this.documents.known<Row>(list, id) ?? []);
    if (isClosed) return [...rows.map(({ id }) => remove(list, id)), this.rested(rows)];
    const lines = [...this.lines, ...this.resting.map(({ id }) => id)];
    return [...this.resting.map((row) => put(list, row)), put(waiting, { id: this.whom ?? '', lines })];
  }

  private settled(): readonly Write[] {
    const { list } = this.parts;
    if (this.whom === undefined) return [];
    const isClosed = this.parts.closes?.(this.told) ?? null;
    if (this.parts.rests && isClosed !== null) return this.resettled(isClosed);
    const settle = this.parts.settle(this.told, this.known);
    const turned = this.lines.map((id) => {
      const row = this.documents.known<Row>(list, id);
      return { id, row, after: settle === null || row === undefined ? row : settle(row) };
    });
    const done = turned.filter((one) => !waits(one));
    const left = turned.filter(waits).map(({ id }) => id);
    return [
      ...done.map(({ id, after }) => (after == null ? remove(list, id) : put(list, after))),
      ...this.left(left, { isOther: done.length > 0, isClosed }),
    ];
  }

  /** Which lines wait on, where that is not as it was. */
  private left(
    lines: readonly string[],
    { isOther, isClosed }: { readonly isOther: boolean; readonly isClosed: boolean | null },
  ): readonly Write[] {
    const { waiting } = this.parts;
    const id = this.whom ?? '';
    if (isClosed === true) return [put(waiting, { id, lines: [], isClosed })];
    if (isClosed === null && !isOther) return [];
    return [lines.length === 0 ? remove(waiting, id) : put(waiting, { id, lines })];
  }

  private get isAwaited(): boolean {
    return categoryOf(this.event.stream) === this.parts.awaited;
  }

  /** Lines that wait for the one whom the event is about. */
  private get lines(): readonly string[] {
    return this.waiting?.lines ?? [];
  }

  private get resting(): readonly Row[] {
    return this.waiting?.resting ?? [];
  }

  private get waiting(): Waiting<Row> | undefined {
    return this.documents.known<Waiting<Row>>(this.parts.waiting, this.whom ?? '');
  }

  private get told(): Recorded<E> {
    return this.event as unknown as Recorded<E>;
  }
}
