import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { child } from '../e2e/command-line';

export interface Acknowledged {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** Who works in it, and what that one is told. */
const CLERK = { program: './test/faults/clerk.ts', argument: 0 };

/** A county that works in a process of its own until it is killed. */
export class CountyAtWork {
  readonly acknowledged: Acknowledged[] = [];
  private complaint = '';
  private waiting: { readonly count: number; readonly resolve: () => void } | null = null;

  private constructor(
    private readonly clerk: ChildProcess,
    private readonly exit: Promise<unknown>,
  ) {
    clerk.stderr?.on('data', (chunk: Buffer) => (this.complaint += chunk.toString()));
    const lines = createInterface({ input: clerk.stdout as NodeJS.ReadableStream });
    lines.on('line', (line) => this.note(line));
  }

  static in(folder: string, { program, argument } = CLERK): CountyAtWork {
    const clerk = child(program, [String(argument)], { DATA_DIR: folder });
    return new CountyAtWork(clerk, once(clerk, 'exit'));
  }

  /** Until so many more commands were acknowledged. @throws where it ends by itself before that */
  async does(more: number): Promise<void> {
    const count = this.acknowledged.length + more;
    const done = new Promise<void>((resolve) => {
      this.waiting = { count, resolve };
    });
    const ended = this.exit.then(() =>
      Promise.reject(new Error(`the county ended by itself: ${this.complaint}`)),
    );
    await Promise.race([done, ended]);
  }

  async kill(): Promise<void> {
    this.clerk.kill('SIGKILL');
    await this.exit;
  }

  private note(line: string): void {
    if (line.startsWith('{') && line.endsWith('}')) this.acknowledged.push(JSON.parse(line) as Acknowledged);
    if (this.waiting !== null && this.acknowledged.length >= this.waiting.count) this.waiting.resolve();
  }
}
