import { statfsSync } from 'node:fs';
import { Command } from 'commander';
import { dateInShanghai } from '@kernel/calendar-date';
import type { County } from '@county/county';
import { countyPulse } from '@county/pulse';
import { NewestSeal, ownKeys, unsealedMs } from '@county/sealing';
import { DamagedLog, metadataText, positionPair, START, type RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import { walk } from '@event-store/walk';
import type { ProjectionHealth } from '@http/health';
import type { ReadStore } from '@read-store/read-store';
import { CommandFailed } from './failure';
import { asFarAsRead, type Finding } from './finding';
import { dataKeys, lookUpKey } from './key-findings';
import { progressBar } from './progress';
import { print, withCounty } from './with-county';

const LEAST_FREE_BYTES = 1_000_000_000;

/** Looks at everything that a county needs to work and says what is wrong. Ends with status 1 where something is. */
export const doctorCommand = new Command('doctor')
  .description('check runtime, disk, clock, log, read models, the hash chain and the seals')
  .action(async () => {
    await withCounty(async (county) => {
      const findings = [
        runtime(),
        disk(county),
        await clock(county),
        ...(await asFarAsRead(() => readModels(county))),
        ...(await indexes(county)),
        ...(await dataKeys(county)),
        await lookUpKey(county),
        ...(await chain(county)),
      ];
      for (const [ok, what] of findings) print(`${ok ? 'ok  ' : 'BAD '} ${what}`);
      const bad = findings.filter(([ok]) => !ok).length;
      if (bad > 0) throw new CommandFailed(`${String(bad)} of ${String(findings.length)} checks failed`);
    });
  });

const runtime = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return [
    major > 20 || (major === 20 && minor >= 19),
    `Node ${process.versions.node} (needs 20.19 or later)`,
  ];
};

const disk = ({ settings }: County): Finding => {
  const { bavail, bsize } = statfsSync(settings.dataDir);
  const free = bavail * bsize;
  return [free >= LEAST_FREE_BYTES, `${(free / 1e9).toFixed(1)} GB free for ${settings.dataDir} (needs 1.0)`];
};

/** A clock behind the log would record new facts before old ones. */
const clock = async (county: County): Promise<Finding> => {
  const now = county.clock.now();
  const latest = await lastRecorded(county);
  const isAhead = latest === '' || Date.parse(latest) <= now;
  return [
    isAhead,
    `it is ${dateInShanghai(now)} in Asia/Shanghai, the last event was recorded ${latest === '' ? 'never' : latest}`,
  ];
};

/** As far as the log can be read; how far that is, the chain says. */
const lastRecorded = async ({ store }: County): Promise<string> => {
  let latest = '';
  try {
    for await (const found of walk(store, { from: START }))
      latest = latestOf(
        found.flatMap(({ event }) => event ?? []),
        latest,
      );
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
  }
  return latest;
};

const latestOf = (events: readonly RecordedEvent[], latest: string): string =>
  events.map((event) => metadataText(event, 'recordedAt')).reduce((a, b) => (a > b ? a : b), latest);

const readModels = async (county: County): Promise<readonly Finding[]> => {
  await county.views.examine?.();
  const { projections, log } = await countyPulse(county).health();
  return projections.flatMap((projection) => [
    ownFinding(projection, log.head),
    ...projection.parked.map(({ stream, error }): Finding => [
      false,
      `${projection.name} cannot go on with ${stream}: ${error}; cure that, then parked replay ${projection.name}`,
    ]),
    ...projection.refusedDeadlines.map(({ documentId, dueOn, codes }): Finding => [
      false,
      `${projection.name} is refused for ${documentId}, due on ${dueOn}: ${codes.join(', ')}`,
    ]),
  ]);
};

const ownFinding = (projection: ProjectionHealth, head: string): Finding => {
  const { name, state, behind, parkedStreams, checkpoint, error } = projection;
  const place = behind ? `, at ${checkpoint} of ${head} (no server is running, or it is catching up)` : '';
  return [
    state === 'live' && parkedStreams === 0 && error === null,
    `${name}: ${state}${place}, ${String(parkedStreams)} parked${error === null ? '' : `, ${error}`}`,
  ];
};

/** Nothing is said where the read models are a file: their indexes are made with it and cannot go missing. */
export const indexes = async ({
  views,
}: {
  readonly views: Pick<ReadStore, 'missingIndexes'>;
}): Promise<readonly Finding[]> => {
  const missing = await views.missingIndexes?.();
  if (missing === undefined) return [];
  if (missing.length === 0) return [[true, 'every index of the read models is there']];
  return missing.map((index) => [false, `the read store lacks the index ${index}: rebuild its projection`]);
};

const chain = async (county: County): Promise<readonly Finding[]> => {
  let [events, broken, unsealed] = [0, 0, 0];
  // Only for the bar: what ails the log, its verification says.
  const total = Number(positionPair(await county.store.head().catch(() => START)).commit);
  const bar = progressBar('hash chain');
  for await (const progress of verify(county.store, { trust: { own: ownKeys(county) } })) {
    ({ events, unsealed } = progress);
    bar.at(Number(positionPair(progress.position).commit), total);
    broken += progress.breaks.length;
  }
  bar.end();
  return [
    [broken === 0, `${String(events)} events, ${String(broken)} breaks in the hash chain and the seals`],
    ...(broken === 0 ? [await seals(county, unsealed)] : []),
  ];
};

/** A county where nothing happens needs no seal, however old the last one is. */
export const seals = async (
  county: Pick<County, 'store' | 'clock' | 'settings'>,
  unsealed: number,
): Promise<Finding> => {
  const { sealEvents, sealMinutes } = county.settings;
  const seal = await new NewestSeal(county).read();
  const last =
    seal === null ? 'nothing is sealed yet' : `seal ${String(seal.number)} of ${seal.sealedAt} is the last`;
  const waited = await unsealedMs(county, seal);
  if (waited === null) return [true, `${last}, nothing waits for the next`];
  const minutes = Math.round(waited / 60_000);
  const isInTime = minutes <= 2 * sealMinutes && unsealed < 2 * sealEvents;
  return [
    isInTime,
    `${last}, ${String(unsealed)} events wait for the next, the oldest for ${String(minutes)} min`,
  ];
};
