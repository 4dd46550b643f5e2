import { START, type Position } from '../event-store';
import { Bell } from './bell';
import type { Connection } from './connection';
import { placeOf } from './decoding';
import { Following } from './following';
import type { Names } from './names';
import { backoffMs, pause } from './pause';
import { Quiet, belongsTo, type Note } from './quiet';
import { lastOfAll } from './reading';

interface Reader {
  readonly quiet: Quiet;
  readonly bell: Bell;
}

const BATCH = 500;

/** One look at the whole log, as long as somebody needs it, for all readers of the process. */
export class Watch {
  private readonly readers = new Set<Reader>();
  private readonly started = new Bell();
  private users = 0;
  private running: AbortController | null = null;
  /** Everything after it is told to whoever has joined. Null while it is not known. */
  private at: Position | null = null;

  constructor(private readonly connection: Connection) {}

  /** Null where the signal aborted before. Whoever has joined must leave. */
  async join(categories: readonly string[], bell: Bell, signal: AbortSignal): Promise<Quiet | null> {
    this.users += 1;
    if (this.running === null) this.start();
    while (this.at === null && !signal.aborted) await this.started.wait(signal);
    if (this.at === null) return null;
    const quiet = new Quiet(this.at, belongsTo(categories));
    this.readers.add({ quiet, bell });
    return quiet;
  }

  leave(quiet: Quiet | null): void {
    for (const reader of this.readers) if (reader.quiet === quiet) this.readers.delete(reader);
    this.users -= 1;
    if (this.users > 0) return;
    this.running?.abort();
    this.running = null;
    this.at = null;
  }

  private start(): void {
    const running = new AbortController();
    this.running = running;
    void this.run(AbortSignal.any([running.signal, this.connection.closed]));
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await this.look(signal);
      } catch {
        // Those who read meet the same fault, and tell it.
        await pause(backoffMs(failures), signal);
      }
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    const { connection } = this;
    const head = this.at ?? (await connection.use((client) => lastOfAll(connection, client)));
    signal.throwIfAborted();
    this.at = head;
    this.started.ring();
    const course = {
      from: head,
      categories: null,
      batchSize: BATCH,
      signal,
      decode: notedBy(connection.names),
    };
    for await (const { events, position } of new Following<Note>(connection, course).portions()) {
      signal.throwIfAborted();
      this.at = position;
      this.tell(events);
    }
  }

  private tell(notes: readonly Note[]): void {
    for (const { quiet, bell } of this.readers) {
      for (const note of notes) quiet.note(note);
      bell.ring();
    }
  }
}

const notedBy =
  (names: Names) =>
  (record: Parameters<typeof placeOf>[0]): Note => ({
    stream: names.ofCounty(record.event?.streamId ?? '') ?? '',
    position: placeOf(record) ?? START,
  });
