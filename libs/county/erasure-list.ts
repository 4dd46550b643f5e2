import { existsSync, readFileSync } from 'node:fs';
import { appendedAtOnce } from './backup/durable';

/** A key that was destroyed. Nothing in it is personal: ids and the name of a key. */
export interface Erased {
  /** The event that ordered it. */
  readonly event: string;
  readonly subject: string;
  readonly key: string;
  readonly on: string;
}

const FIELDS = ['event', 'subject', 'key', 'on'] as const satisfies readonly (keyof Erased)[];

/** Ends a line that was never finished, whose key was therefore never destroyed. */
const STRUCK_OUT = '\u0018';

/**
 * The erasures of a county as JSON lines in a file of its own, to be kept beyond any backup. Lines are only ever appended, so that
 * two processes can do it at once.
 */
export class ErasureList {
  constructor(readonly path: string) {}

  /** Each once; none where there is no file. @throws where a line cannot be read: who was erased must not come back for that */
  entries(): readonly Erased[] {
    const lines = this.text().split('\n').slice(0, -1);
    const entries = lines.flatMap((line, index) =>
      line === '' || line.endsWith(STRUCK_OUT)
        ? []
        : [entryIn(line, `${this.path} line ${String(index + 1)}`)],
    );
    return [...new Map(entries.map((entry) => [nameOf(entry), entry])).values()];
  }

  /** On the disk when this returns; what stands there already is not added again. */
  add(...more: readonly Erased[]): void {
    const known = new Set(this.entries().map(nameOf));
    const fresh = more.filter((entry) => !known.has(nameOf(entry)));
    if (fresh.length === 0) return;
    const unfinished = /[^\n]$/.test(this.text()) ? `${STRUCK_OUT}\n` : '';
    appendedAtOnce(
      this.path,
      unfinished + fresh.map((entry) => `${JSON.stringify(entry, [...FIELDS])}\n`).join(''),
    );
  }

  private text(): string {
    return existsSync(this.path) ? readFileSync(this.path, 'utf8') : '';
  }
}

const nameOf = ({ event, subject, key }: Erased): string => `${event} ${subject} ${key}`;

const entryIn = (line: string, place: string): Erased => {
  const entry = parsed(line);
  if (!FIELDS.every((field) => typeof entry[field] === 'string'))
    throw new Error(`${place} is no entry of a list of erasures`);
  return entry as Erased;
};

const parsed = (line: string): Partial<Erased> => {
  try {
    return (JSON.parse(line) ?? {}) as Partial<Erased>;
  } catch {
    return {};
  }
};
