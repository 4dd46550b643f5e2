import { DamagedEvent, type Batch } from '@event-store/event-store';
import { Fenced, type Standing } from '@read-store/read-store';
import { Bell } from './bell';
import { isPolicy, rebuild, standingsOf, type BuildOptions } from './build';
import { Course } from './course';
import type { Reaction } from './digest';
import { shown, versionThatServes, versionToFollow } from './following';
import { grounded, type Ground, type Grounded } from './parts';
import { backoffMs } from './pause';
import type { Projector } from './projector';
import { wordsOf } from './log';
import { ownTenure, unleased, type Tenure, type Tenures } from './leaseholder';
import { isHopeless, Moved } from './faults';
import { AT_REST, recordedAt, standingBy, type RunnerStatus } from './status';
import { Turn } from './turn';

export interface RunnerParts extends Ground {
  readonly projector: Projector;
  /** Rung at every step forward. */
  readonly bell?: Bell;
  readonly react?: Reaction;
  /** Says when it is this process that runs the projection; always where absent. */
  readonly tenures?: Tenures;
}

/**
 * Runs a projection: chooses the version, builds it where the code is newer than what serves, then follows the log. A fault
 * of the stores is retried without end and shown; another runner on the same projection is noticed by the fence, and what
 * it has done is taken over. Where projections are leased it stands by while another process runs this one.
 */
export class ProjectionRunner {
  readonly bell: Bell;
  readonly #ground: Grounded;
  readonly #stop = new AbortController();
  readonly #turn = new Turn();
  #round = new AbortController();
  #course: Course | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  #status: RunnerStatus = AT_REST;
  readonly #tenures: Tenures;

  constructor(private readonly parts: RunnerParts) {
    this.bell = parts.bell ?? new Bell();
    this.#ground = grounded(parts);
    this.#tenures = parts.tenures ?? unleased;
  }

  get name(): string {
    return this.parts.projector.name;
  }

  get status(): RunnerStatus {
    return this.#isWaiting ? standingBy(this.#status, this.#tenures.isVacant(this.name)) : this.#status;
  }

  /** This process does not run it. */
  get isElsewhere(): boolean {
    return this.#tenures.of(this.name) === null;
  }

  /** It comes no further unless somebody does something. */
  get isIdle(): boolean {
    const isIdle = ['failed', 'stopped', 'standing-by'].includes(this.status.phase);
    return isIdle && !(this.#isWaiting && this.#tenures.isVacant(this.name));
  }

  get #isWaiting(): boolean {
    return this.#status.phase === 'starting' && this.isElsewhere;
  }

  /** Settles when it is known what it does; it then goes on by itself. */
  async start(): Promise<void> {
    this.#running ??= this.#run();
    await this.bell.until(() => this.status.phase !== 'starting' || this.#status.error !== null);
  }

  /** The batch at hand is finished first; a command that has no answer is not waited for. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.bell.ring();
    await this.#running;
    await this.#turn.take(() => Promise.resolve());
    this.#show({ phase: this.#status.phase === 'failed' ? 'failed' : 'stopped' });
  }

  /** Looks again which version serves, and tries again where it had failed. */
  reload(): void {
    this.#round.abort();
    if (this.#status.phase !== 'failed') return;
    this.#show({ phase: 'starting' });
    this.#running = this.#run();
  }

  /** Between two batches. */
  exclusively<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#turn.take(() => work(this.#stop.signal));
  }

  /** @returns how many events of the parked stream were taken. @throws what kept them from being taken; they stay parked */
  replayParked(stream: string): Promise<number> {
    return this.exclusively(async (signal) => {
      const tenure = this.#tenures.of(this.name);
      if (tenure === null) throw new Error(`another process runs ${this.name}`);
      this.#course ??= this.#open(await versionThatServes(this.#ground, this.parts.projector), tenure);
      try {
        return await this.#course.replay(stream, signal);
      } finally {
        this.bell.ring();
      }
    });
  }

  /** Builds the same code anew beside what serves. A policy rests meanwhile. */
  async rebuild(options: BuildOptions = {}): Promise<Standing> {
    const { projector } = this.parts;
    const build = () => rebuild(this.#ground, projector, options);
    const standing = await (isPolicy(projector) ? this.#turn.take(build) : build());
    this.reload();
    return standing;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted && this.#status.phase !== 'failed') {
      if (this.isElsewhere) this.#show({ phase: 'starting', error: null, workingOn: null, progress: null });
      const asked = { tenures: this.#tenures, bell: this.bell };
      const tenure = await ownTenure(this.name, asked, this.#stop.signal);
      if (tenure === null) continue;
      this.#round = new AbortController();
      const signal = AbortSignal.any([this.#stop.signal, this.#round.signal, tenure.signal]);
      try {
        await this.#followWhatServes(tenure, signal);
      } catch (error) {
        await this.#survive(error, signal);
      }
    }
  }

  async #survive(error: unknown, signal: AbortSignal): Promise<void> {
    this.#course = null;
    if (signal.aborted || error instanceof Moved || error instanceof Fenced) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#ground.log.error(`${this.name}: ${wordsOf(error)}`);
    if (isHopeless(error)) {
      this.#show({ phase: 'failed', error: message });
      return;
    }
    this.#show({ error: message });
    this.#failures += 1;
    await this.#ground.pause(backoffMs(this.#failures), signal);
  }

  async #followWhatServes(tenure: Tenure, signal: AbortSignal): Promise<void> {
    const show = (changed: Partial<RunnerStatus>) => this.#show(changed);
    const standing = await versionToFollow(this.#ground, this.parts.projector, { signal, show });
    if (standing === null) return;
    const course = this.#open(standing, tenure);
    this.#show({ ...shown(standing), phase: 'live', error: null, progress: null });
    const { categories } = this.parts.projector;
    const { batchSize } = this.#ground.options;
    try {
      for await (const batch of this.#ground.store.subscribe(
        { from: course.checkpoint, categories, batchSize },
        signal,
      ))
        await this.#turn.take(() => this.#advance(course, batch, signal));
    } catch (error) {
      if (!(error instanceof DamagedEvent)) throw error;
      await this.#turn.take(() => course.passDamaged(error));
    }
  }

  #open(standing: Standing, { token }: Tenure): Course {
    const { projector, react = null } = this.parts;
    const under = token === undefined ? {} : { token };
    this.#course = new Course({ ground: this.#ground, projector, react, state: 'live', ...under }, standing);
    return this.#course;
  }

  async #advance(course: Course, batch: Batch, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!(await this.#stillServes(course))) throw new Moved();
    this.#show({ workingOn: recordedAt(batch) });
    await course.advance(batch, signal);
    this.#failures = 0;
    this.#show({ checkpoint: course.checkpoint, error: null, workingOn: null });
  }

  async #stillServes({ ref, checkpoint }: Course): Promise<boolean> {
    const live = (await standingsOf(this.#ground, this.parts.projector)).find(
      ({ state }) => state === 'live',
    );
    return live?.version === ref.version && live.checkpoint === checkpoint;
  }

  #show(changed: Partial<RunnerStatus>): void {
    this.#status = { ...this.#status, ...changed };
    this.bell.ring();
  }
}
