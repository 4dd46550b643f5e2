import { join } from 'node:path';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import type { County } from '@county/county';
import { answers, policies, projectors } from '@county/modules';
import { Sqlite } from '@event-store/sqlite/driver';
import { CoverageFigure } from '@oversight/coverage/queries';
import { veilOver } from '@privacy/veil';
import { rebuild } from '@projection/build';
import { ReadSide } from '@query/moment/read-side';
import { successionsIn } from '@registry/division/queries';
import { householdRegister } from '@registry/household/projector';
import { ApprovePolicyParameter, ProposePolicyParameter } from '@registry/parameter/commands';
import { measuredCounty } from './measured-county';
import { percentile, sideBySide, type Line } from './measure';
import { fillLog } from './synthetic';

const COUNTY = divisionCode('530424000000');
const admin: Actor = { user: 'bench', role: 'ADMIN', scope: COUNTY };
const signer: Actor = { user: 'bench-signer', role: 'COUNTY_SIGNER', scope: COUNTY };

const PARAMETERS = {
  'coverage.targetCategories': ['ALLEVIATED', 'MONITORED'],
  'coverage.target': { numerator: 1, denominator: 1 },
  'coverage.includeRiskEliminated': true,
  'coverage.requireEligibility': true,
  'coverage.mode': 'DOUBLE',
  'coverage.minLeadingLevel': 'CULTIVATED',
  'coverage.countDirectHE': false,
  'coverage.weakForms': ['SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE', 'MARKET_MATCHMAKING'],
} as const;

export interface Latency {
  readonly households: number;
  readonly p50: number;
  readonly p99: number;
  readonly eventsPerSecond: number;
}

/** Rebuild of a register against reading and parsing the same log; then coverage questions on what was built. */
export const readingAt = async (
  folder: string,
  households: number,
  rounds: number,
): Promise<{ readonly line: Line; readonly latency: Latency }> => {
  let ms = Date.parse('2023-06-01T00:00:00.000Z');
  const clock = { now: () => ms };
  const county = measuredCounty({ DATA_DIR: join(folder, String(households)) }, clock);
  await fillLog(county.store, households);
  for (const [key, value] of Object.entries(PARAMETERS)) {
    const fields = {
      key,
      value,
      scope: COUNTY,
      effectiveFrom: calendarDate('2023-01-01'),
      sourceDocument: 'bench',
    };
    const proposal = Object.assign(new ProposePolicyParameter(), fields);
    const entryId = derivedId('bench', key);
    await county.dispatcher.dispatch(enveloped(proposal, { commandId: entryId, actor: admin }));
    const approval = Object.assign(new ApprovePolicyParameter(), { key, entryId });
    await county.dispatcher.dispatch(
      enveloped(approval, { commandId: derivedId('bench approval', key), actor: signer }),
    );
  }
  ms = Date.now();
  const { store, views, upcast } = county;
  const log = join(folder, String(households), 'events.db');
  const line = await sideBySide(
    `rebuild of the household register, ${String(households)} households, against reading and parsing the log`,
    'events/s',
    {
      ours: async () => {
        await rebuild({ store, views, upcast }, householdRegister);
        return countOf(log);
      },
      raw: async () => readAll(log),
      rounds,
    },
  );
  const begun = performance.now();
  for (const projector of projectors.filter(({ name }) =>
    ['coverage', 'parameter', 'division', 'division-succession'].includes(name),
  ))
    await rebuild({ store, views, upcast }, projector);
  const eventsPerSecond = (countOf(log) * 1_000) / (performance.now() - begun);
  const latency = await questions(county, households);
  await county.close();
  return { line, latency: { ...latency, eventsPerSecond } };
};

const countOf = (path: string): number => {
  const db = new Sqlite(path, { readonly: true });
  const row = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM events').get();
  db.close();
  return row?.count ?? 0;
};

/** What any reader of the log must do at least. */
export const readAll = (path: string): number => {
  const db = new Sqlite(path, { readonly: true });
  let count = 0;
  for (const row of db
    .prepare<[], { data: string; metadata: string }>('SELECT * FROM events ORDER BY position')
    .iterate()) {
    JSON.parse(row.data);
    JSON.parse(row.metadata);
    count += 1;
  }
  db.close();
  return count;
};

/** Questions before the measured ones: a server that runs has its code compiled and its pages at hand. */
const WARM_UP = 48;

const questions = async (county: County, households: number): Promise<Omit<Latency, 'eventsPerSecond'>> => {
  const { store, upcast, aggregates, views, vault, clock } = county;
  const side = new ReadSide({
    store: views,
    clock,
    log: { store, upcast, aggregates },
    veil: veilOver(vault),
    successions: successionsIn,
    deadlineMs: 0,
    policies: new Set(policies.map(({ name }) => name)),
  });
  const figure = answers.find(({ query }) => query === CoverageFigure);
  const asked = side.viewsFor({ ...admin, role: 'SUPERVISOR' });
  const took: number[] = [];
  for (let index = -WARM_UP; index < 400; index += 1) {
    const month = String(1 + ((index + WARM_UP) % 12)).padStart(2, '0');
    const question = Object.assign(new CoverageFigure(), {
      division: COUNTY,
      asOf: `2025-${month}-15`,
      knownAt: `2025-${month}-20`,
    });
    const begun = performance.now();
    await figure?.answer(question as never, asked);
    if (index >= 0) took.push(performance.now() - begun);
  }
  return { households, p50: percentile(took, 50), p99: percentile(took, 99) };
};
