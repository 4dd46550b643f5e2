import { START, type Position, type RecordedEvent } from '../event-store';

/** What is told of every event of the log as it is appended. */
export type Note = Pick<RecordedEvent, 'stream' | 'position'>;

/** Whether a stream is one of those selected. */
export const belongsTo = (categories: readonly string[]): ((stream: string) => boolean) => {
  const prefixes = categories.map((category) => `${category}-`);
  return (stream) => prefixes.some((prefix) => stream.startsWith(prefix));
};

/**
 * How far a reader of few streams may say it has come while nothing of them is appended. The server tells it of a
 * filtered subscription only now and then; so one look at the whole log serves all readers of the process.
 */
export class Quiet {
  private latest = START;
  private latestWanted = START;

  /** `from`: all that lies after it is noted. */
  constructor(
    private readonly from: Position,
    private readonly wants: (stream: string) => boolean,
  ) {}

  note({ stream, position }: Note): void {
    this.latest = position;
    if (this.wants(stream)) this.latestWanted = position;
  }

  /** For a reader that was handed everything up to `at`. */
  reached(at: Position): Position {
    return at >= this.from && at >= this.latestWanted && this.latest > at ? this.latest : at;
  }
}
