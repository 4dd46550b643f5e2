import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bookmark } from './days';
import type { Built } from './stories';

type Entry = { readonly daysTold: number } | Built;

/** `demo.json` in the data folder: how far a demonstration has been told, and in the end where its stories are. */
export class Diary implements Bookmark {
  readonly #path: string;

  constructor(folder: string) {
    this.#path = join(folder, 'demo.json');
  }

  get isBegun(): boolean {
    return existsSync(this.#path);
  }

  get daysTold(): number {
    const entry = this.#entry();
    return entry !== null && 'daysTold' in entry ? entry.daysTold : 0;
  }

  /** Null while it is not complete. */
  get built(): Built | null {
    const entry = this.#entry();
    return entry !== null && 'stories' in entry ? entry : null;
  }

  turnTo(daysTold: number): void {
    this.#write({ daysTold });
  }

  complete(built: Built): void {
    this.#write(built);
  }

  #entry(): Entry | null {
    return this.isBegun ? (JSON.parse(readFileSync(this.#path, 'utf8')) as Entry) : null;
  }

  /** Whole or not at all, whenever the process is killed. */
  #write(entry: Entry): void {
    writeFileSync(`${this.#path}.draft`, JSON.stringify(entry, null, 2), { flush: true });
    renameSync(`${this.#path}.draft`, this.#path);
  }
}
