import { closeSync, openSync, writeSync } from 'node:fs';
import { setImmediate as breath } from 'node:timers/promises';

const FLUSH = 1 << 16;
const BREATHE = 1_000;

/** A text file that is written from front to back, in the memory of a page. */
export class Lines {
  private readonly file: number;
  private waiting = '';

  constructor(path: string) {
    this.file = openSync(path, 'wx', 0o600);
  }

  add(line: string): void {
    this.waiting += `${line}\n`;
    if (this.waiting.length >= FLUSH) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting);
    for (let done = 0; done < bytes.length; done += writeSync(this.file, bytes, done));
    this.waiting = '';
  }
}

/** A whole file, in pieces between which the process is free for others. */
export const writeLines = async (path: string, lines: Iterable<string>): Promise<void> => {
  const file = new Lines(path);
  try {
    await written(file, lines);
  } finally {
    file.close();
  }
};

const written = async (file: Lines, lines: Iterable<string>): Promise<void> => {
  let count = 0;
  for (const line of lines) {
    file.add(line);
    if ((count += 1) % BREATHE === 0) await breath();
  }
};
