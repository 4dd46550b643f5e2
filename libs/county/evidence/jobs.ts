import { hostname } from 'node:os';
import { NoEvidence } from '@event-store/evidence/gathering';
import { Busy } from '@http/faults';
import type { County } from '../county';
import { JobFiles, type Job, type Stored } from './job-files';
import { makeEvidence } from './making';
import type { Wanted } from './subject';

const DAY_MS = 86_400_000;
const SWEEP_MS = 3_600_000;
const RETRY_SECONDS = 60;

/**
 * Packages on their way and made. One is made at a time and only so many wait; what is made is kept for some days. What a
 * process left behind when it ended is failed when the next starts.
 */
export class EvidenceJobs {
  private readonly files: JobFiles;
  private readonly sweeping: NodeJS.Timeout;
  private last: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly county: County) {
    this.files = new JobFiles(county.settings.dataDir);
    for (const job of this.files.all()) if (isOpen(job) && isGone(job)) this.fail(job, INTERRUPTED);
    this.sweep();
    this.sweeping = setInterval(() => {
      this.sweep();
    }, SWEEP_MS).unref();
  }

  /** @throws Busy where too many wait already */
  request(wanted: Required<Wanted>, requestedBy: Job['requestedBy']): Job {
    if (this.waiting >= this.county.settings.evidenceQueue)
      throw new Busy('EVIDENCE_QUEUE_FULL', RETRY_SECONDS);
    const job: Job = {
      ...{ id: this.files.newId(), status: 'QUEUED', wanted, requestedBy, requestedAt: this.at() },
      ...{ finishedAt: null, expiresAt: null, result: null, error: null },
    };
    this.files.store(job);
    this.waiting += 1;
    this.last = this.last.then(() => this.run(job)).finally(() => (this.waiting -= 1));
    return job;
  }

  /** Null where there is none; one that has expired is told as such. */
  find(id: string): Job | null {
    const stored = this.files.find(id);
    if (stored === null) return null;
    const { host: _host, pid: _pid, ...job } = stored;
    return this.isOver(job) ? { ...job, status: 'EXPIRED' } : job;
  }

  isElsewhere(id: string): boolean {
    return this.files.isElsewhere(id);
  }

  /** Of the folder in which this process keeps packages. */
  get mark(): string {
    return this.files.mark();
  }

  fileOf(id: string): string {
    return this.files.zipOf(id);
  }

  /** Deletes what has been kept long enough, whoever made it, and gives up what nobody finished in that time. */
  sweep(): void {
    for (const job of this.files.all()) {
      if (this.isOver(job)) this.files.expire(job);
      if (isOpen(job) && job.requestedAt <= this.at(-this.keptMs)) this.fail(job, INTERRUPTED);
    }
  }

  /** Until everything that was requested here is made or failed. */
  idle(): Promise<void> {
    return this.last;
  }

  onModuleDestroy(): Promise<void> {
    clearInterval(this.sweeping);
    return this.idle();
  }

  private async run(job: Job): Promise<void> {
    this.files.store({ ...job, status: 'RUNNING' });
    try {
      const result = await makeEvidence(this.county, job.wanted, this.fileOf(job.id));
      const expiresAt = this.at(this.keptMs);
      this.files.store({ ...job, status: 'DONE', result, finishedAt: this.at(), expiresAt });
    } catch (error) {
      this.fail(job, errorOf(error));
    }
  }

  private fail(job: Job, error: NonNullable<Job['error']>): void {
    this.files.store({ ...job, status: 'FAILED', error, finishedAt: this.at() });
  }

  private isOver({ status, expiresAt }: Job): boolean {
    return status === 'DONE' && expiresAt !== null && expiresAt <= this.at();
  }

  private get keptMs(): number {
    return this.county.settings.evidenceKeepDays * DAY_MS;
  }

  private at(laterMs = 0): string {
    return new Date(this.county.clock.now() + laterMs).toISOString();
  }
}

const INTERRUPTED = { code: 'INTERRUPTED', message: 'the process that made it has ended' } as const;

const isOpen = ({ status }: Job): boolean => status === 'QUEUED' || status === 'RUNNING';

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
