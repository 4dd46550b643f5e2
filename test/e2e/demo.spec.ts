import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty, type County } from '@county/county';
import { settingsFrom, type Settings } from '@county/settings';
import { buildDemo, type Built } from '@demo/build';
import { officialLists } from '@demo/official-lists';
import { SMALL } from '@demo/size';
import { START, type RecordedEvent } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import { RunningCounty, type Session } from './running-county';

const settingsOf = (folder: string): Settings => settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });

const build = (folder: string): Promise<Built> =>
  buildDemo((clock) => openCounty(settingsOf(folder), clock), {
    size: SMALL,
    lists: officialLists(),
    report: () => undefined,
  });

const everything = async ({ store }: County): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll({ from: START })) events.push(...batch.events);
  return events;
};

describe('the demonstration county', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-demo-'));
  let built: Built;
  let county: RunningCounty;
  let supervisor: Session;
  let auditor: Session;

  beforeAll(async () => {
    built = await build(folder);
    county = await RunningCounty.openAt(folder, '2026-03-31');
    supervisor = county.as('SUPERVISOR');
    auditor = county.as('AUDITOR');
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('covers as many households as were bound: 26 of 30, one of them by a cooperative without an enterprise', async () => {
    const figures = await supervisor.sees('/coverage', { asOf: '2025-12-31' });
    expect(figures.single).toMatchObject({ numerator: SMALL.bound, denominator: SMALL.eligible, met: false });
    expect(figures.double).toMatchObject({
      numerator: SMALL.bound - 1,
      denominator: SMALL.eligible,
      met: false,
    });
  });

  it('lists behind the figure exactly those it counts', async () => {
    const figures = await supervisor.sees('/coverage', { asOf: '2025-12-31' });
    const list = await supervisor.sees('/coverage/households', {
      which: 'DOUBLE',
      asOf: '2025-12-31',
      limit: '500',
    });
    expect(list.items).toHaveLength(figures.double.numerator as number);
  });

  it('has a village whose operating income grew by exactly 20.00 %, and one a fen below that prints the same', async () => {
    const growth = (division: string) =>
      supervisor.sees('/incomes/growth', { division, year: '2025', quarter: '4', item: 'OPERATING' });
    const [exact, below] = [
      await growth(built.stories.exactVillage),
      await growth(built.stories.belowVillage),
    ];
    expect([exact.ratioText, exact.met]).toEqual(['20.00', true]);
    expect([below.ratioText, below.met]).toEqual(['20.00', false]);
  });

  it('tells the story of the revoked cooperative to its end', async () => {
    const { revokedAgreement, revokedCooperative, rehomedBinding } = built.stories;
    expect(await supervisor.sees(`/agreements/${revokedAgreement}`)).toMatchObject({ state: 'TERMINATED' });
    expect(await supervisor.sees(`/entities/${revokedCooperative}`)).toMatchObject({ state: 'REVOKED' });
    expect(await supervisor.sees(`/household-bindings/${rehomedBinding}`)).toMatchObject({ state: 'ACTIVE' });
  });

  it('tells the story of the late dividend: overdue, rescheduled, paid', async () => {
    const story = await auditor.sees(`/history/distribution/${built.stories.lateDistribution}`, {
      limit: '100',
    });
    const types: string[] = story.items.map(({ type }: { type: string }) => type);
    const steps = ['DividendOverdue', 'DividendRescheduled', 'DividendsPaid'].map((type) =>
      types.indexOf(type),
    );
    expect(steps.every((step) => step >= 0)).toBe(true);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  it('shows what a correction changed after the bulletin, and leaves the bulletin as it was', async () => {
    const difference = await auditor.sees(`/snapshots/${built.stories.snapshot}/difference`);
    expect(difference.changed).toHaveLength(1);
    expect(difference.then).not.toEqual(difference.now);
  });

  it('refused every deliberate defect with its code', () => {
    expect(built.defects.map(({ code }) => code).sort()).toEqual([
      'CATEGORY_CONFLICT',
      'CODE_INVALID',
      'DIVIDEND_SUM_MISMATCH',
      'DOCUMENT_ALREADY_REGISTERED',
      'DOCUMENT_NO_INVALID',
      'ENTITY_REVOKED',
      'HOUSEHOLD_VANISHED',
      'SIGN_LEVEL_TOO_LOW',
    ]);
  });

  it('has an unbroken chain and nothing personal in clear', async () => {
    for await (const { breaks } of verify(county.county.store)) expect(breaks).toEqual([]);
    const text = JSON.stringify(
      (await everything(county.county)).map(({ data, metadata }) => [data, metadata]),
    );
    const clear = [/99999919\d{10}/, /1990000\d{4}/, /李建国/, /示例负责人/].map(
      (one) => one.exec(text)?.[0],
    );
    expect(clear.filter((found) => found !== undefined)).toEqual([]);
  });

  it('is the same county whenever it is built, but for what is encrypted', async () => {
    const other = mkdtempSync(join(tmpdir(), 'shuangbang-demo-'));
    await build(other);
    const again = openCounty(settingsOf(other));
    const told = (events: readonly RecordedEvent[]) =>
      events
        // A claim is named after a keyed hash, and each county has keys of its own.
        .filter(({ type }) => type !== 'KeyClaimed')
        .map(({ stream, type, revision, metadata }) =>
          JSON.stringify([stream, revision, type, metadata['effectiveDate']]),
        )
        .sort();
    expect(told(await everything(again))).toEqual(told(await everything(county.county)));
    await again.close();
    rmSync(other, { recursive: true });
  }, 240_000);
});
