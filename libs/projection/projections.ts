import { randomUUID } from 'node:crypto';
import type { Position } from '@event-store/event-store';
import type { Standing } from '@read-store/read-store';
import { Bell } from './bell';
import type { BuildOptions } from './build';
import type { Send } from './delivery';
import { troubleOf, type Hosted } from './hosted';
import { LEASE_TERMS, Leaseholder, unleased, type LeaseTerms } from './leaseholder';
import { wordsOf } from './log';
import { replayRequested } from './requested-replays';
import { grounded, type Ground, type Grounded } from './parts';
import { PolicyRunner } from './policy-runner';
import type { Policy, Projector } from './projector';
import { Retired } from './retired';
import { ProjectionRunner } from './runner';
import { statusOf, type ProjectionStatus } from './status';
import { TroubleReports } from './troubles';

export interface HostParts extends Ground {
  readonly projectors: readonly Projector[];
  readonly policies: readonly Policy[];
  readonly send: Send;
  readonly leaseTerms?: LeaseTerms;
}

/** All projections and policies of a process; where the read store has leases, those of them that fall to it. */
export class ProjectionHost {
  readonly #bell = new Bell();
  readonly #ground: Grounded;
  readonly #hosted: ReadonlyMap<string, Hosted>;
  readonly #retired: Retired;
  readonly #leaseholder: Leaseholder | null;
  readonly #troubles: TroubleReports;
  readonly #id = randomUUID();

  constructor(private readonly parts: HostParts) {
    this.#ground = grounded(parts);
    this.#troubles = new TroubleReports(this.#ground, this.#id);
    this.#leaseholder = this.#leasing();
    this.#retired = new Retired(this.#ground);
    const all = [
      ...parts.projectors.map((projector) => this.#projection(projector)),
      ...parts.policies.map((policy) => this.#policy(policy)),
    ];
    this.#hosted = new Map(all.map((hosted) => [hosted.projector.name, hosted]));
    if (this.#hosted.size !== all.length) throw new Error('two projections have the same name');
  }

  /** Settles when each knows what it does; they then go on by themselves. */
  async start(): Promise<void> {
    await this.#leaseholder?.start();
    await Promise.all(this.#runners().map((runner) => runner.start()));
    await this.#lookBack().catch((error: unknown) => {
      this.#ground.log.error(`what others have left was not looked at: ${wordsOf(error)}`);
    });
  }

  /** Each finishes the batch at hand. */
  async stop(): Promise<void> {
    await Promise.all(this.#runners().map((runner) => runner.stop()));
    await this.#leaseholder?.stop();
    await this.#troubles.tell([]).catch(() => undefined);
  }

  /** Says, where the other processes see it, what is wrong with what this one runs. */
  tell(): Promise<void> {
    return this.#troubles.tell([...this.#hosted.values()].flatMap((one) => troubleOf(one) ?? []));
  }

  /** Tries the parked streams again that somebody has asked for, of what this process runs. The rest waits for whoever runs that. */
  replayRequested(): Promise<void> {
    return replayRequested(this.#ground, this.#hosted);
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const now = { head: await this.#ground.store.head(), ms: this.#ground.clock.now() };
    const parked = await this.#ground.views.parked();
    return [...this.#hosted.values()].map(({ projector, runner, policy }) => {
      const status = statusOf(runner.status, now);
      return {
        name: projector.name,
        kind: policy === null ? 'projector' : 'policy',
        codeVersion: projector.version,
        ...status,
        error: status.error ?? policy?.trouble ?? null,
        parked: parked.filter((one) => one.projection === projector.name && one.version === status.version),
        refusedDeadlines: policy?.refusedDeadlines ?? [],
      };
    });
  }

  /**
   * Until nothing is left to do: every projector and policy has come to the head of the log, and what the policies sent
   * has led to nothing more. @throws when one of them has stopped, or the time is up
   */
  async settle({ timeoutMs }: { readonly timeoutMs?: number } = {}): Promise<void> {
    const until = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs;
    for (let head = await this.#ground.store.head(); ;) {
      await this.#allReach(head, until === Infinity ? undefined : until - performance.now());
      const after = await this.#ground.store.head();
      if (after === head) return;
      head = after;
    }
  }

  /** Policies that wait for days; each is told by itself of a new one, for another may have to wait for its turn. */
  get waiting(): readonly PolicyRunner[] {
    return [...this.#hosted.values()].flatMap(({ policy }) =>
      policy?.waitsForDays === true ? [policy] : [],
    );
  }

  /** A day has come, for all that wait for days. */
  async tick(today: string): Promise<void> {
    await Promise.all(this.waiting.map((policy) => policy.tick(today)));
  }

  /** Builds the documents anew beside those that serve, then lets the new ones serve. */
  async rebuild(name: string, options: BuildOptions = {}): Promise<Standing> {
    const standing = await this.#find(name).runner.rebuild(options);
    await this.#retired.lookAround();
    return standing;
  }

  /** Lets another version serve: the way back after a rebuild, and forth again. */
  async promote(name: string, version: number): Promise<void> {
    const { runner } = this.#find(name);
    await runner.exclusively(() => this.#ground.views.promote({ name, version }));
    runner.reload();
    await this.#retired.lookAround();
  }

  /** Forgets the versions that have been retired for so long. A reader may still be paging through a younger one. */
  dropRetired(graceMs = 0): Promise<readonly Standing[]> {
    return this.#retired.drop(graceMs);
  }

  /** @throws what keeps the events of the stream from being taken; they stay parked */
  replayParked(name: string, stream: string): Promise<number> {
    return this.#find(name).runner.replayParked(stream);
  }

  async #lookBack(): Promise<void> {
    await this.#retired.lookAround();
    await this.#troubles.tidy();
  }

  #leasing(): Leaseholder | null {
    const { leases } = this.#ground.views;
    if (leases === undefined) return null;
    const { projectors, policies, leaseTerms: terms = LEASE_TERMS } = this.parts;
    const { pause, log } = this.#ground;
    const projections = [...projectors, ...policies].map(({ name }) => name);
    const holding = { holder: this.#id, projections, terms };
    return new Leaseholder({ leases, ...holding, pause, log, bell: this.#bell });
  }

  #projection(projector: Projector): Hosted {
    const runner = new ProjectionRunner({ ...this.#ground, ...this.#running(), projector });
    return { projector, runner, policy: null };
  }

  #policy(projector: Policy): Hosted {
    const policy = new PolicyRunner({
      ...this.#ground,
      ...this.#running(),
      projector,
      send: this.parts.send,
    });
    return { projector, runner: policy.projection, policy };
  }

  #running() {
    return { bell: this.#bell, tenures: this.#leaseholder ?? unleased };
  }

  #runners(): readonly ProjectionRunner[] {
    return [...this.#hosted.values()].map(({ runner }) => runner);
  }

  #find(name: string): Hosted {
    const hosted = this.#hosted.get(name);
    if (hosted === undefined) throw new Error(`no projection is called ${name}`);
    return hosted;
  }

  async #allReach(head: Position, timeoutMs: number | undefined): Promise<void> {
    const late = () =>
      this.#runners().filter(({ status }) => status.phase !== 'live' || status.checkpoint < head);
    const isSettled = () => late().every(({ isIdle }) => isIdle);
    const inTime = await this.#bell.until(isSettled, timeoutMs);
    const told = late().map(
      ({ name, status }) => `${name} is ${status.phase}: ${status.error ?? 'no error'}`,
    );
    if (!inTime || told.length > 0) throw new Error(`projections do not settle: ${told.join('; ')}`);
  }
}
