import { START, type Batch, type Position } from '@event-store/event-store';
import { Fenced, type ProjectionRef, type Standing } from '@read-store/read-store';
import { TooMuchAtOnce } from '@read-store/too-much-at-once';
import { Course } from './course';
import { throughOutages } from './outage';
import { grounded, type Ground, type Grounded } from './parts';
import { Odometer, type Progress } from './progress';
import type { Policy, Projector } from './projector';
import { codeVersion, nextVersion } from './version';

export interface BuildOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

interface Site {
  readonly ground: Grounded;
  readonly projector: Projector;
  readonly ref: ProjectionRef;
  readonly odometer: Odometer;
  readonly breadth: Breadth;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Documents that one commit takes; less from when the store says that it was too much. */
interface Breadth {
  documents: number;
}

/**
 * Builds a new version beside the one that serves, from the first event to the head of the log, and then lets it serve.
 * What an earlier attempt of the same code left is thrown away. Goes on where it was after an outage of a store; stops at the
 * first event that cannot be taken. A failed or cancelled attempt leaves nothing behind. Of a policy only the memory is built: nothing is sent, and whoever runs it must
 * let it rest meanwhile.
 * @throws Poisoned, Abandoned; LogUnavailable, ViewsUnavailable where the outage lasts for minutes
 */
export const rebuild = async (
  ground: Ground,
  projector: Projector,
  options: BuildOptions = {},
): Promise<Standing> => {
  const { views } = ground;
  for (const { name, version } of await leftovers(ground, projector)) await views.drop({ name, version });
  const version = nextVersion(projector, await standingsOf(ground, projector));
  const ref = { name: projector.name, version };
  try {
    return await throughOutagesToTheHead(await siteOf(ground, { projector, ref }, options));
  } catch (error) {
    // Where even that fails, the next attempt clears up.
    await views.drop(ref).catch(() => undefined);
    throw error;
  }
};

/** The same, but goes on where an earlier attempt stopped. For the start of a process whose code is newer than what serves. */
export const resumeBuild = async (
  ground: Ground,
  projector: Projector,
  options: BuildOptions = {},
): Promise<Standing> => {
  const [begun] = await leftovers(ground, projector);
  const version = begun?.version ?? nextVersion(projector, await standingsOf(ground, projector));
  return toTheHead(await siteOf(ground, { projector, ref: { name: projector.name, version } }, options));
};

/**
 * Takes a version that serves nobody from where it stands to a place in the log, for a reader who names the version. No two
 * may do it at a time. @throws Poisoned
 */
export const foldUpTo = async (
  ground: Ground,
  projector: Projector,
  { target, signal }: { readonly target: Position; readonly signal: AbortSignal },
): Promise<ProjectionRef> => {
  const ref = { name: projector.name, version: nextVersion(projector, []) };
  const site = await siteOf(ground, { projector, ref }, { signal });
  const [standing] = await standingsOf(ground, projector);
  if (standing === undefined) throw new Abandoned(ref);
  await pass(site, standing, target);
  return ref;
};

/** Somebody else dropped the version that was being built. */
export class Abandoned extends Error {
  constructor({ name, version }: ProjectionRef) {
    super(`${name}@${version} was dropped while it was being built`);
    this.name = 'Abandoned';
  }
}

export const isPolicy = (projector: Projector): projector is Policy => 'react' in projector;

export const standingsOf = async (
  { views }: Pick<Ground, 'views'>,
  { name }: Projector,
): Promise<readonly Standing[]> => (await views.standings()).filter((standing) => standing.name === name);

const leftovers = async (ground: Ground, projector: Projector): Promise<readonly Standing[]> =>
  (await standingsOf(ground, projector)).filter(
    ({ state, version }) => state === 'building' && codeVersion(version) === projector.version,
  );

const siteOf = async (
  ground: Ground,
  { projector, ref }: Pick<Site, 'projector' | 'ref'>,
  { signal = new AbortController().signal, onProgress = () => undefined }: BuildOptions,
): Promise<Site> => {
  const whole = grounded(ground);
  const standing = await whole.views.prepare(ref, projector.collections, 'building');
  const breadth = { documents: whole.options.documentsPerBuildCommit };
  const site = { ground: whole, projector, ref, breadth, signal, onProgress };
  if (isPolicy(projector) && standing.checkpoint === START) await inheritParked(site);
  return { ...site, odometer: new Odometer(whole.clock, standing.checkpoint) };
};

/** What a policy has not done yet because its stream waits, its next version must not take for done. */
const inheritParked = async ({ ground, projector, ref }: Omit<Site, 'odometer'>): Promise<void> => {
  const live = (await standingsOf(ground, projector)).find(({ state }) => state === 'live');
  if (live === undefined) return;
  const parked = await ground.views.parked({ name: live.name, version: live.version });
  const park = parked.map((one) => ({ ...one, version: ref.version }));
  await ground.views.commit(ref, START, START, [], { park });
};

const throughOutagesToTheHead = (site: Site): Promise<Standing> =>
  throughOutages(site.ground, {
    ...{ name: site.projector.name, signal: site.signal },
    goOn: (at) => toTheHead(site, at),
  });

const toTheHead = async (
  site: Site,
  at: (checkpoint: Position) => void = () => undefined,
): Promise<Standing> => {
  const { views } = site.ground;
  for (;;) {
    const standings = await standingsOf(site.ground, site.projector);
    const mine = standings.find(({ version }) => version === site.ref.version);
    if (mine === undefined) throw new Abandoned(site.ref);
    if (mine.state !== 'building') return mine;
    at(mine.checkpoint);
    const live = standings.find(({ state }) => state === 'live');
    if (mine.target !== null && mine.checkpoint >= later(mine.target, live?.checkpoint))
      await views.promote(site.ref);
    else await goOn(site, mine, live);
  }
};

/** One more pass, up to a position that is named before it begins. */
const goOn = async (site: Site, mine: Standing, live: Standing | undefined): Promise<void> => {
  const target = isPolicy(site.projector) ? (live?.checkpoint ?? START) : await site.ground.store.head();
  await site.ground.views.setTarget(site.ref, target);
  try {
    await pass(site, mine, target);
  } catch (error) {
    if (error instanceof TooMuchAtOnce && site.breadth.documents > 1)
      site.breadth.documents = Math.floor(site.breadth.documents / 2);
    else if (!(error instanceof Fenced)) throw error;
  }
};

/** A batch is divided where it needs more than a commit takes. */
const narrowed = ({ ground, breadth: { documents } }: Site): Grounded => {
  const documentsPerCommit = Math.min(ground.options.documentsPerCommit, documents);
  return {
    ...ground,
    options: { ...ground.options, documentsPerBuildCommit: documents, documentsPerCommit },
  };
};

const pass = async (site: Site, standing: Standing, target: Position): Promise<void> => {
  const { projector, signal, odometer } = site;
  const ground = narrowed(site);
  const course = new Course({ ground, projector, react: null, state: 'building' }, standing);
  const { categories } = projector;
  const selection = { from: standing.checkpoint, categories, batchSize: ground.options.batchSize };
  for await (const batch of ground.store.readAll(selection)) {
    signal.throwIfAborted();
    const wanted = isPolicy(projector) ? upTo(target, batch) : batch;
    await course.advance(wanted, signal);
    site.onProgress(odometer.after(wanted.events.length, course.reached, target));
    if (batch.position > wanted.position) break;
  }
  signal.throwIfAborted();
  await course.advance({ events: [], position: later(target, course.reached), caughtUp: true }, signal);
};

/** A policy that is being built knows nothing of what its predecessor has not dealt with. */
const upTo = (target: Position, batch: Batch): Batch =>
  batch.position <= target
    ? batch
    : { events: batch.events.filter(({ position }) => position <= target), position: target, caughtUp: true };

const later = (one: Position, other: Position = START): Position => (one > other ? one : other);
