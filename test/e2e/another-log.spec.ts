import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore, openEventStoreToRead } from '@county/event-engine';
import { openCounty } from '@county/county';
import { countyPulse } from '@county/pulse';
import { settingsFrom } from '@county/settings';
import { pour } from '@event-store/moving/pouring';
import { anotherLog, keepLandmark } from '@projection/landmark';
import { doctorCommand } from '../../apps/cli/src/doctor';
import { EVENTSTOREDB_LOG, SQLITE_LOG, type LogEngine, type OpenLog } from '../engines/logs';
import { anyMongo, EMBEDDED, sqliteAnd, type EnginePair, type OpenEngines } from '../engines/pairs';
import { aCounty } from './founding';
import { RunningCounty } from './running-county';
import { spoken } from './said';

const TODAY = '2024-01-08';
const ASKED = ['/households', '/entities', '/divisions', '/enterprise-bindings', '/coverage'] as const;

const village = (code: string, name: string): object => ({
  ...{ code, name, source: '行政区划代码', effectiveDate: '2024-01-01' },
});

const copied = async (from: string, to: string): Promise<void> => {
  const [source, target] = [openEventStoreToRead(from), openEventStore(to)];
  const pouring = pour({ source, target, until: await source.head() });
  for (let isDone = false; !isDone;) isDone = (await pouring.next()).done === true;
  await source.close();
  await target.close();
};

/** Kept read models; the log in `from` is moved to `to`, and an older copy of it lies in another one of `from`. */
const exchanged = (views: EnginePair, [from, to]: readonly [LogEngine, LogEngine]): void => {
  describe(`read models in ${views.name.replace(/^sqlite and /, '')} behind a log that moved from ${from.name} to ${to.name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-another-log-'));
    const opened: (OpenLog | OpenEngines)[] = [];
    let readStore: Readonly<Record<string, string>>;
    let [log, moved, older]: string[] = [];
    let county: RunningCounty;
    let known: readonly unknown[];

    const at = (url = ''): Record<string, string> => ({ ...readStore, EVENT_STORE: url });

    const anEmpty = async (engine: LogEngine): Promise<string> => {
      const empty = await engine.open();
      opened.push(empty);
      return empty.url;
    };

    /** What it shows, but for where in the log. */
    const shown = async (): Promise<readonly unknown[]> => {
      const answers: unknown[] = [];
      for (const path of ASKED) {
        const { at: _at, position: _position, ...said } = await county.as('SUPERVISOR').sees(path);
        answers.push(said);
      }
      return answers;
    };

    const restartedOn = async (url = ''): Promise<void> => {
      await keepLandmark(county.county);
      await county.leave();
      county = await RunningCounty.openAt(folder, TODAY, at(url));
    };

    const divisions = async (after?: string): Promise<readonly string[]> => {
      const query = { limit: '100', ...(after === undefined ? {} : { after }) };
      const { body } = await county.as('SUPERVISOR').get('/divisions', query);
      return body.items.map(({ name }: { name: string }) => name);
    };

    beforeAll(async () => {
      const engines = await views.open();
      opened.push(engines);
      readStore = engines.settings;
      [log, moved, older] = [await anEmpty(from), await anEmpty(to), await anEmpty(from)];
      county = await RunningCounty.openAt(folder, TODAY, at(log));
      await aCounty(county);
      await county.settle();
      await copied(log, older);
      await county.as('ADMIN').does('/divisions', village('530424102203', '新寨村委会'));
      known = await shown();
      await keepLandmark(county.county);
      await county.leave();
      await copied(log, moved);
      county = await RunningCounty.openAt(folder, TODAY, at(log));
    }, 240_000);

    afterAll(async () => {
      await county.stop();
      for (const one of opened.reverse()) await one.close();
    });

    it('are the same ones after a restart on the same log', async () => {
      expect(await anotherLog(county.county)).toBeNull();
      expect(await shown()).toEqual(known);
    }, 120_000);

    it('are called those of another log by health and doctor, and left as they are, until the county is started', async () => {
      const environment = { ...county.environment, ...at(moved) };
      const looking = openCounty(settingsFrom(environment));
      const { ready, views: told } = await countyPulse(looking, 60_000).health();
      await looking.close();
      const fault = {
        code: 'VIEWS_OF_ANOTHER_LOG',
        message: expect.stringContaining('built anew') as unknown,
      };
      expect([ready, told]).toMatchObject([false, { fault }]);
      const before = { ...process.env };
      Object.assign(process.env, environment);
      const { text, failure } = await spoken(doctorCommand);
      process.env = before;
      expect(failure?.message).toMatch(/checks failed/);
      expect(text).toMatch(/^BAD {2}the read models follow from another log, or from a later state/m);
      expect(await shown()).toEqual(known);
    }, 120_000);

    it('are built anew where it was moved: two settings are all that was changed', async () => {
      await restartedOn(moved);
      expect(await shown()).toEqual(known);
      expect((await county.http.get('/health/ready')).body).toMatchObject({ ready: true });
      const { position } = await county.as('ADMIN').does('/divisions', village('530424102204', '龙潭村委会'));
      expect(await divisions(position)).toContain('龙潭村委会');
    }, 240_000);

    it('are built anew behind an older copy, and take what it goes on with', async () => {
      await restartedOn(older);
      await county.settle();
      expect(await divisions()).not.toContain('新寨村委会');
      const { position } = await county.as('ADMIN').does('/divisions', village('530424102205', '松园村委会'));
      expect(await divisions(position)).toEqual(expect.arrayContaining(['大寨村委会', '松园村委会']));
      expect(await anotherLog(county.county)).toBeNull();
    }, 240_000);
  });
};

const server = await anyMongo(false, 'read models behind another log');

describe('a county whose log is exchanged', () => {
  afterAll(() => server?.stop());

  exchanged(EMBEDDED, [SQLITE_LOG, EVENTSTOREDB_LOG]);
  exchanged(EMBEDDED, [EVENTSTOREDB_LOG, SQLITE_LOG]);
  if (server !== null) exchanged(sqliteAnd(server), [SQLITE_LOG, EVENTSTOREDB_LOG]);
});
