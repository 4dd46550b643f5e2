import { closeSync, openSync, writeSync } from 'node:fs';

const FLUSH = 1 << 16;

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
