import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { NoEvidence } from '@event-store/evidence/gathering';
import type { County } from '../county';
import { makeEvidence, type Made, type Wanted } from './making';

export interface Job {
  readonly id: string;
  readonly status: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';
  readonly wanted: Required<Wanted>;
  readonly requestedBy: { readonly user: string; readonly role: string };
  readonly requestedAt: string;
  readonly finishedAt: string | null;
  readonly result: Made | null;
  /** INTERRUPTED: the process ended meanwhile; ask again. */
  readonly error: { readonly code: 'REFUSED' | 'INTERRUPTED' | 'INTERNAL'; readonly message: string } | null;
}

interface Stored extends Job {
  readonly host: string;
  readonly pid: number;
}

/**
 * Packages on their way and made, each a file of its state and a ZIP beside it in the data folder. One is made at a time. What
 * a process left behind when it ended is failed when the next starts.
 */
export class EvidenceJobs {
  private readonly folder: string;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly county: County) {
    this.folder = join(county.settings.dataDir, 'evidence');
    if (existsSync(this.folder)) this.failAbandoned();
  }

  request(wanted: Required<Wanted>, requestedBy: Job['requestedBy']): Job {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const job: Job = {
      ...{ id: randomUUID(), status: 'QUEUED', wanted, requestedBy, requestedAt: this.now() },
      ...{ finishedAt: null, result: null, error: null },
    };
    this.store(job);
    this.last = this.last.then(() => this.run(job));
    return job;
  }

  /** Null where there is none. */
  find(id: string): Job | null {
    const path = this.stateOf(id);
    if (!existsSync(path)) return null;
    const { host: _host, pid: _pid, ...job } = JSON.parse(readFileSync(path, 'utf8')) as Stored;
    return job;
  }

  fileOf(id: string): string {
    return join(this.folder, `${id}.zip`);
  }

  /** Until everything that was requested here is made or failed. */
  idle(): Promise<void> {
    return this.last;
  }

  onModuleDestroy(): Promise<void> {
    return this.idle();
  }

  private async run(job: Job): Promise<void> {
    this.store({ ...job, status: 'RUNNING' });
    try {
      const result = await makeEvidence(this.county, job.wanted, this.fileOf(job.id));
      this.store({ ...job, status: 'DONE', result, finishedAt: this.now() });
    } catch (error) {
      this.store(this.failed(job, errorOf(error)));
    }
  }

  private failed(job: Job, error: NonNullable<Job['error']>): Job {
    return { ...job, status: 'FAILED', error, finishedAt: this.now() };
  }

  private failAbandoned(): void {
    for (const name of readdirSync(this.folder).filter((file) => file.endsWith('.json'))) {
      const stored = JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as Stored;
      const isOpen = stored.status === 'QUEUED' || stored.status === 'RUNNING';
      const message = 'the process that made it has ended';
      if (isOpen && isGone(stored)) this.store(this.failed(stored, { code: 'INTERRUPTED', message }));
    }
  }

  /** Whole or not at all. */
  private store(job: Job): void {
    const path = this.stateOf(job.id);
    const stored: Stored = { ...job, host: hostname(), pid: process.pid };
    writeFileSync(`${path}.draft`, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
    renameSync(`${path}.draft`, path);
  }

  private stateOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  private now(): string {
    return new Date(this.county.clock.now()).toISOString();
  }
}

/** What happened inside is for the log of the process, not for whoever asked. */
const errorOf = (error: unknown): NonNullable<Job['error']> => {
  if (error instanceof NoEvidence) return { code: 'REFUSED', message: error.message };
  process.stderr.write(`evidence: ${String(error)}\n`);
  return { code: 'INTERNAL', message: 'it could not be made, see the log of the server' };
};

/** A process of this machine that has ended; one of another machine is left alone. */
const isGone = ({ host, pid }: Stored): boolean => {
  if (host !== hostname()) return false;
  if (pid === process.pid) return true;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};
