import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Made } from './making';
import type { Wanted } from './subject';

export interface Job {
  readonly id: string;
  readonly status: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'EXPIRED';
  readonly wanted: Required<Wanted>;
  readonly requestedBy: { readonly user: string; readonly role: string };
  readonly requestedAt: string;
  readonly finishedAt: string | null;
  /** From then on the package is deleted; null while there is none. */
  readonly expiresAt: string | null;
  readonly result: Made | null;
  /** INTERRUPTED: the process ended meanwhile; ask again. */
  readonly error: { readonly code: 'REFUSED' | 'INTERRUPTED' | 'INTERNAL'; readonly message: string } | null;
}

/** A job, and which process has it. */
export interface Stored extends Job {
  readonly host: string;
  readonly pid: number;
}

const MARK = 'folder-mark';

/**
 * Jobs and their packages in one data folder, for every process that shares it: of each a file of its state and, once it is
 * made, a ZIP. The id of a job begins with the mark of its folder, so that a process with another folder knows that it is
 * not the one to ask.
 */
export class JobFiles {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'evidence');
  }

  newId(): string {
    const hex = randomBytes(12).toString('hex');
    const [second, third, fourth, last] = [
      hex.slice(0, 4),
      hex.slice(4, 7),
      hex.slice(7, 10),
      hex.slice(10, 22),
    ];
    return `${this.mark()}-${second}-8${third}-a${fourth}-${last}`;
  }

  /** Made in a folder that is not this one. */
  isElsewhere(id: string): boolean {
    return id.charAt(14) === '8' && !id.startsWith(this.mark());
  }

  /** Eight hexadecimal digits, the same for whoever shares the folder. */
  mark(): string {
    const path = join(this.folder, MARK);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(path, randomBytes(4).toString('hex'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(path, 'utf8');
  }

  /** Whole or not at all. */
  store(job: Job): void {
    const path = this.stateOf(job.id);
    const stored: Stored = { ...job, host: hostname(), pid: process.pid };
    writeFileSync(`${path}.draft`, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
    renameSync(`${path}.draft`, path);
  }

  /** Null where there is none. */
  find(id: string): Stored | null {
    const path = this.stateOf(id);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Stored) : null;
  }

  all(): readonly Stored[] {
    if (!existsSync(this.folder)) return [];
    const names = readdirSync(this.folder).filter((name) => name.endsWith('.json'));
    return names.flatMap((name) => this.find(name.slice(0, -'.json'.length)) ?? []);
  }

  zipOf(id: string): string {
    return join(this.folder, `${id}.zip`);
  }

  /** The package goes, what is known of its making stays. */
  expire(job: Job): void {
    rmSync(this.zipOf(job.id), { force: true });
    this.store({ ...job, status: 'EXPIRED' });
  }

  private stateOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
