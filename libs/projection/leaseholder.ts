import type { Lease, Leases } from '@read-store/leases';
import { wordsOf, type Log } from './log';
import type { Pause } from './pause';
import type { Bell } from './bell';

/** What a runner may do at the moment: run its projection until the signal aborts, committing with the token. */
export interface Tenure {
  readonly token?: number;
  readonly signal: AbortSignal;
}

/** Says for each projection whether this process runs it now. */
export interface Tenures {
  of(projection: string): Tenure | null;
  /** Nobody runs it now, as far as is known; somebody will. */
  isVacant(projection: string): boolean;
}

const ALWAYS: Tenure = { signal: new AbortController().signal };

/** Where there are no leases, whoever is asked runs everything. */
export const unleased: Tenures = { of: () => ALWAYS, isVacant: () => false };

export interface LeaseTerms {
  /** A holder that is not heard of for so long loses what it held. */
  readonly forMs: number;
  readonly everyMs: number;
}

/** A killed process is noticed after six seconds, and what it ran goes on within two more. */
export const LEASE_TERMS: LeaseTerms = { forMs: 6_000, everyMs: 2_000 };

export interface LeaseholderParts {
  readonly leases: Leases;
  readonly holder: string;
  readonly projections: readonly string[];
  readonly terms: LeaseTerms;
  readonly pause: Pause;
  readonly log: Log;
  /** Rung when something was won or lost. */
  readonly bell: Bell;
}

interface Held {
  readonly lease: Lease;
  readonly lost: AbortController;
  /** Rings when its time is over, whatever this process waits for then. */
  readonly end: NodeJS.Timeout;
}

/** So many of the projections each of the living holders runs at most. */
export const fairShare = (projections: number, holders: number): number =>
  Math.ceil(projections / Math.max(holders, 1));

/**
 * Holds this process's share of the projections of a county, and lets go of what is more when another process comes. What
 * cannot be renewed in time counts as lost here before it can be taken elsewhere; a process that was frozen and does not
 * know better is stopped by the token in its next commit.
 */
export class Leaseholder implements Tenures {
  readonly #held = new Map<string, Held>();
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;
  /** What other processes had when this one last looked. */
  #elsewhere: ReadonlySet<string> = new Set();

  constructor(private readonly parts: LeaseholderParts) {}

  /** Settles after the first look. */
  async start(): Promise<void> {
    await this.#round();
    this.#running ??= this.#run();
  }

  /** Gives back what it holds, at once; where it cannot, that ends by itself. Nothing may run any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    const held = [...this.#held.values()].map(({ lease }) => lease);
    for (const { projection } of held) this.#lose(projection);
    await this.#leave(held).catch((error: unknown) => {
      this.parts.log.error(`leases: ${wordsOf(error)}`);
    });
  }

  of(projection: string): Tenure | null {
    const held = this.#held.get(projection);
    return held === undefined ? null : { token: held.lease.token, signal: held.lost.signal };
  }

  isVacant(projection: string): boolean {
    return !this.#held.has(projection) && !this.#elsewhere.has(projection);
  }

  async #run(): Promise<void> {
    const { pause, terms } = this.parts;
    const { signal } = this.#stop;
    await pause(terms.everyMs, signal);
    while (!isOver(signal)) {
      await this.#round();
      await pause(terms.everyMs, signal);
    }
  }

  async #round(): Promise<void> {
    try {
      await this.#share();
    } catch (error) {
      this.parts.log.error(`leases: ${wordsOf(error)}`);
    }
  }

  async #share(): Promise<void> {
    const { leases, holder, projections, terms } = this.parts;
    await this.#renew();
    const share = fairShare(projections.length, await leases.present(holder, terms.forMs));
    for (const projection of [...this.#held.keys()].slice(share)) await this.#giveBack(projection);
    await this.#take((await this.#free()).slice(0, Math.max(share - this.#held.size, 0)));
  }

  /** What neither this process has nor another. */
  async #free(): Promise<readonly string[]> {
    const { leases, holder, projections } = this.parts;
    const others = projections.filter((one) => !this.#held.has(one));
    const free = others.length === 0 ? others : await leases.free(others, holder);
    this.#elsewhere = new Set(others.filter((one) => !free.includes(one)));
    this.parts.bell.ring();
    return free;
  }

  /** All at once, so that the time it takes does not grow with their number. Reckoned from before the asking, so that the end here is never later than the end there. */
  async #renew(): Promise<void> {
    const { leases, terms } = this.parts;
    const askedMs = performance.now();
    const held = [...this.#held.values()];
    const asked = held.map(({ lease }) => lease);
    const kept = await leases.renew(asked, terms.forMs);
    const still = new Set(kept.map(({ projection }) => projection));
    for (const { lease, lost } of held)
      if (still.has(lease.projection)) this.#hold(lease, askedMs, lost);
      else this.#lose(lease.projection);
  }

  async #take(projections: readonly string[]): Promise<void> {
    if (projections.length === 0) return;
    const { leases, holder, terms } = this.parts;
    const askedMs = performance.now();
    for (const lease of await leases.take(projections, holder, terms.forMs)) this.#hold(lease, askedMs);
  }

  /** Of an answer that came too late there is nothing left to hold; one that was lost meanwhile begins anew. */
  #hold(lease: Lease, askedMs: number, before = new AbortController()): void {
    const { projection } = lease;
    const leftMs = askedMs + this.parts.terms.forMs - performance.now();
    clearTimeout(this.#held.get(projection)?.end);
    if (leftMs <= 0) {
      this.#lose(projection);
      return;
    }
    const lost = isOver(before.signal) ? new AbortController() : before;
    const end = setTimeout(() => this.#lose(projection), leftMs).unref();
    this.#held.set(projection, { lease, lost, end });
    this.parts.bell.ring();
  }

  async #leave(held: readonly Lease[]): Promise<void> {
    const { leases, holder } = this.parts;
    for (const lease of held) await leases.release(lease);
    await leases.leave(holder);
  }

  async #giveBack(projection: string): Promise<void> {
    const held = this.#held.get(projection);
    this.#lose(projection);
    if (held !== undefined) await this.parts.leases.release(held.lease);
  }

  #lose(projection: string): void {
    const held = this.#held.get(projection);
    if (held === undefined) return;
    clearTimeout(held.end);
    this.#held.delete(projection);
    held.lost.abort();
    this.parts.bell.ring();
  }
}

/** Read anew at each call, which the compiler does not expect of a signal. */
export const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Until it is this process's turn to run the projection. Null where the signal came first. */
export const ownTenure = async (
  projection: string,
  { tenures, bell }: { readonly tenures: Tenures; readonly bell: Bell },
  signal: AbortSignal,
): Promise<Tenure | null> => {
  await bell.until(() => isOver(signal) || tenures.of(projection) !== null);
  return isOver(signal) ? null : tenures.of(projection);
};
