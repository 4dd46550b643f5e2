import { existsSync, readFileSync } from 'node:fs';
import { writtenAtOnce } from './backup/durable';

/** A key that was destroyed. Nothing in it is personal: ids and the name of a key. */
export interface Erased {
  /** The event that ordered it. */
  readonly event: string;
  readonly subject: string;
  readonly key: string;
  readonly on: string;
}

const FIELDS = ['event', 'subject', 'key', 'on'] as const satisfies readonly (keyof Erased)[];

/** The erasures of a county as JSON lines in a file of its own, to be kept beyond any backup. */
export class ErasureList {
  constructor(readonly path: string) {}

  /** None where there is no file. @throws where a line cannot be read: who was erased must not come back for that */
  entries(): readonly Erased[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      line === '' ? [] : [entryIn(line, `${this.path} line ${String(index + 1)}`)],
    );
  }

  /** On the disk when this returns; what stands there already is not added again. */
  add(...more: readonly Erased[]): void {
    const entries = new Map([...this.entries(), ...more].map((entry) => [entry.event, entry]));
    writtenAtOnce(this.path, [...entries.values()].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
}

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
