import { INFORMANTS } from '@kernel/actor';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openCounty, type County } from '@county/county';
import { ownKeys } from '@county/sealing';
import { DEMO_PASSWORD, requireNoDemoSecrets } from '@county/sign-in/demo-accounts';
import { SignIn } from '@county/sign-in/sign-in';
import { Diary } from '@demo/diary';
import { HUANING } from '@demo/officers';
import { SMALL } from '@demo/size';
import type { Built } from '@demo/stories';
import { categoryOf, START, type RecordedEvent } from '@event-store/event-store';
import { SEAL_CATEGORY } from '@event-store/sealing/events';
import { verify, type Progress } from '@event-store/verify';
import { SignInFailed } from '@http/faults';
import { compiled } from '../compiled';
import { freePort } from '../engines/server-process';
import { child } from './command-line';
import { Person } from './person';
import { printedIn } from './printed-lines';
import { RunningCounty, type Session } from './running-county';
import { buildSmallCounty, settingsIn } from './small-county';

/** Builds in another process, until that is killed (-9) in the middle of what a policy does. */
const killed = (folder: string, append: number): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const sitting = [compiled('test/e2e/demo-sitting.ts'), folder, String(append)];
    const env = { ...process.env, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, sitting, { env, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (_code, signal) => {
      resolve(signal);
    });
  });

const everything = async ({ store }: County): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const batch of store.readAll({ from: START })) events.push(...batch.events);
  return events;
};

describe('the demonstration county', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-demo-'));
  const served = mkdtempSync(join(tmpdir(), 'shuangbang-demo-'));
  let built: Built;
  let county: RunningCounty;
  let supervisor: Session;
  let auditor: Session;
  /** As it was built: what the auditor is answered below is on record too. */
  let told: readonly RecordedEvent[];
  let verified: Progress | null = null;
  let figures: readonly unknown[];

  beforeAll(async () => {
    built = await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, '2026-03-31');
    supervisor = county.as('SUPERVISOR');
    auditor = county.as('AUDITOR');
    told = await everything(county.county);
    figures = await figuresOf(supervisor);
    for await (const progress of verify(county.county.store, { trust: { own: ownKeys(county.county) } })) {
      expect(progress.breaks).toEqual([]);
      verified = progress;
    }
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    for (const place of [folder, served]) rmSync(place, { recursive: true, force: true });
  });

  it('covers as many households as were bound: 26 of 30, one of them by a cooperative without an enterprise', async () => {
    const coverage = await supervisor.sees('/coverage', { asOf: '2025-12-31' });
    expect(coverage.single).toMatchObject({
      numerator: SMALL.bound,
      denominator: SMALL.eligible,
      met: false,
    });
    expect(coverage.double).toMatchObject({
      numerator: SMALL.bound - 1,
      denominator: SMALL.eligible,
      met: false,
    });
  });

  it('is short of what was bound anew until that was recorded', async () => {
    const on = (knownAt: string) => supervisor.sees('/coverage', { asOf: '2025-01-03', knownAt });
    const [then, now] = [await on('2025-01-03'), await on('2025-12-31')];
    expect(then.single.numerator).toBeLessThan(now.single.numerator as number);
  });

  it('has a neighbour of which all but one household are covered, which is not all', async () => {
    const neighbour = county.as('SUPERVISOR', built.stories.neighbour);
    const at = { division: built.stories.neighbour, asOf: '2025-12-31' };
    const { double, gap } = await neighbour.sees('/coverage', at);
    const { bound: numerator, eligible: denominator } = SMALL.neighbour;
    expect(double).toMatchObject({ numerator, denominator, ratioText: '95.00', met: false });
    expect(gap.total).toBe(1);
    const missing = await neighbour.sees('/coverage/households', { ...at, which: 'GAP' });
    expect(missing.items.map(({ id }: { id: string }) => id)).toEqual([built.stories.missingHousehold]);
  });

  it('has as many bindings and agreements as its size says', () => {
    const types = told.map(({ type }) => type);
    const happened = (wanted: string) => types.filter((type) => type === wanted).length;
    const inForce = SMALL.bound + SMALL.boundTwice + SMALL.boundOfLowIncome;
    const [rehomed, takenOver] = [1, 1];
    expect(happened('HouseholdBindingActivated')).toBe(
      inForce + SMALL.ended + rehomed + takenOver + SMALL.neighbour.bound,
    );
    const parted = told.filter(
      ({ type, data }) => type === 'AgreementTerminated' && data['cause'] === 'BY_CONSENT',
    );
    const released = parted.flatMap(({ data }) => data['bindingIds']);
    expect(released.length).toBeGreaterThan(0);
    const ended = SMALL.ended + SMALL.revoked + takenOver;
    expect(happened('HouseholdBindingEnded')).toBe(ended + released.length);
    expect(happened('AgreementConcluded')).toBe(SMALL.agreements);
  });

  it('has an income of every target household for each of the eight quarters', async () => {
    const targets = SMALL.alleviated + Object.values(SMALL.monitored).reduce((sum, count) => sum + count, 0);
    for (const year of ['2024', '2025'])
      for (const quarter of ['1', '2', '3', '4']) {
        const figure = await supervisor.sees('/incomes/recording', { division: HUANING, year, quarter });
        expect(figure).toMatchObject({ numerator: targets, denominator: targets, met: true });
      }
  });

  it('counts a household of three categories once', async () => {
    const { threefoldHousehold: id } = built.stories;
    expect(await supervisor.sees(`/households/${id}`)).toMatchObject({
      ...{ alleviated: true, lowIncome: 'MINIMUM_LIVING' },
      monitoring: { category: 'SUDDEN_HARDSHIP' },
    });
  });

  it('lists behind the figure exactly those it counts', async () => {
    const coverage = await supervisor.sees('/coverage', { asOf: '2025-12-31' });
    const list = await supervisor.sees('/coverage/households', {
      which: 'DOUBLE',
      asOf: '2025-12-31',
      limit: '500',
    });
    expect(list.items).toHaveLength(coverage.double.numerator as number);
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

  it('forgot a household that withdrew its consent, kept another for a duty to retain, and both in the books', async () => {
    const { erasedHousehold, keptHousehold } = built.stories;
    const heads = async (id: string) => {
      const [registered] = await county.county.store.readStream(`household-${id}`);
      const { head, personId } = registered?.data as Readonly<Record<'head' | 'personId', never>>;
      return county.county.vault.open(personId, head);
    };
    expect(await auditor.sees(`/erasures/${erasedHousehold}`)).toMatchObject({ state: 'CERTIFIED' });
    expect(Object.values(await heads(erasedHousehold))).toEqual([null, null, null, null]);
    expect(await auditor.sees(`/erasures/${keptHousehold}`)).toMatchObject({
      ...{ state: 'REFUSED', refusal: { ground: 'RETENTION_DUTY' } },
    });
    expect(Object.values(await heads(keptHousehold))).not.toContain(null);
    const { items: reads } = await auditor.sees('/personal-reads', { subjectId: keptHousehold });
    expect(reads).toMatchObject([{ fields: ['headName', 'phone'], purpose: 'CONTACT' }]);
    for (const householdId of [erasedHousehold, keptHousehold]) {
      const { items } = await auditor.sees('/distributions/lines', { householdId });
      expect(items.length).toBeGreaterThan(0);
    }
  });

  it('has families of whom the members are listed, and one that a spouse heads by now', async () => {
    const listed = told.filter(({ type, data }) => type === 'MemberAdded' && data['cause'] === 'LISTED');
    expect(listed.length).toBeGreaterThan(10);
    const { headId, members, populationCount } = await supervisor.sees(`/households/${built.stories.family}`);
    expect(listed.map(({ data }) => data['personId'])).toContain(headId);
    expect(members).toHaveLength(populationCount - 1);
    expect(members.at(-1)).toMatchObject({ relationToHead: 'SPOUSE' });
  });

  it('names person and post on what its informants did, each in office since the first time', async () => {
    const own = told.filter(({ metadata }) => (INFORMANTS as readonly unknown[]).includes(metadata['role']));
    const inPost = own.filter(({ metadata }) => metadata.post !== null);
    expect(inPost.length).toBeGreaterThan(0.9 * own.length);
    const [{ metadata } = {}] = inPost;
    const post = await auditor.sees(`/appointments/${metadata?.['post'] as string}`);
    expect(post.tenures).toContainEqual(expect.objectContaining({ user: metadata?.['actor'] }));
  });

  it('has a clerk with a deputy for a month, who acts in the name of the clerk', async () => {
    const { delegatedPost, deputysHousehold } = built.stories;
    const post = await auditor.sees(`/appointments/${delegatedPost}`);
    expect(post).toMatchObject({ holder: 'demo-clerk', deputy: 'demo-deputy', role: 'VILLAGE_INFORMANT' });
    const byDeputy = told.filter(({ metadata }) => metadata.delegatedBy === 'demo-clerk');
    expect(byDeputy.map(({ stream, metadata }) => [stream, metadata.actor, metadata.post])).toEqual([
      [`household-${deputysHousehold}`, 'demo-deputy', delegatedPost],
    ]);
  });

  it('has an auditor for a purpose and a period, who signs in and whose answers are on record', async () => {
    const { items: reads } = await supervisor.sees('/audit-reads', { post: built.stories.auditorPost });
    expect(reads).toMatchObject([{ auditor: 'demo-auditor', question: 'AggregateHistory' }]);
    const session = await Person.signedIn(county, 'demo-auditor', DEMO_PASSWORD);
    const duties = await session.get('/separation-of-duties');
    expect(duties.body).toMatchObject({ exceptions: 0, items: [] });
  });

  it('has an auditor who takes evidence away, and says what for', async () => {
    const { items } = await supervisor.sees('/evidence-packages', { takenBy: 'demo-auditor' });
    const { revokedAgreement: name, auditorPost: post } = built.stories;
    expect(items).toMatchObject([
      {
        ...{ kind: 'agreement', name, requestedBy: 'demo-auditor', post, purpose: '2025 年度分红与资金审计' },
        ...{ state: 'DONE', takings: [{ by: 'demo-auditor', post, sha256: items[0].sha256 }] },
      },
    ]);
  });

  it('explains a figure as it was before it was corrected, and after', async () => {
    const asked = { division: HUANING, year: '2025', quarter: '4', item: 'OPERATING', limit: '1' };
    const explained = (knownAt: string) => auditor.sees('/incomes/growth/explain', { ...asked, knownAt });
    const [before, after] = [await explained('2026-01-12'), await explained('2026-01-13')];
    expect([before.agrees, after.agrees]).toEqual([true, true]);
    expect(before.result).not.toEqual(after.result);
  });

  it('is refused in production, where everybody would know a password', async () => {
    const production = { ...county.county, settings: { ...county.county.settings, production: true } };
    await expect(requireNoDemoSecrets(production)).rejects.toThrow(
      'everybody knows the password of demo-admin, demo-clerk, demo-deputy, demo-auditor',
    );
    const shown = { login: 'demo-admin', password: DEMO_PASSWORD, address: '127.0.0.1' };
    await expect(new SignIn(production).withPassword(shown)).rejects.toThrow(SignInFailed);
  });

  it('tells the story of an amendment: refused to the town, signed by the county, in force on its day', async () => {
    const { amendedAgreement: id } = built.stories;
    const at = async (asOf: string) => (await auditor.sees(`/history/agreement/${id}/state`, { asOf })).state;
    const [before, waiting, after] = [await at('2026-02-02'), await at('2026-03-04'), await at('2026-03-05')];
    expect(before).toMatchObject({ version: 1, amendment: null });
    expect(waiting).toMatchObject({
      version: 1,
      terms: before.terms,
      amendment: { concludedOn: '2026-02-04' },
    });
    expect(after).toMatchObject({ version: 2, requiredLevel: 'COUNTY', amendedOn: '2026-03-05' });
    expect(after.terms.households).toHaveLength(before.terms.households.length + 1);
    const explained = await supervisor.sees(`/agreements/${id}/sign-level/explain`);
    expect(explained).toMatchObject({ result: { requiredLevel: 'COUNTY' }, agrees: true });
  });

  it('tells the story of a termination by consent: signed by all its parties, and no revocation follows', async () => {
    const { partedAgreement: id } = built.stories;
    const story = await auditor.sees(`/history/agreement/${id}`, { limit: '100' });
    const types: string[] = story.items.map(({ type }: { type: string }) => type);
    const end = types.slice(types.indexOf('AgreementTerminationProposed'));
    expect(end.filter((type) => type !== 'AgreementTerminationSignedByHousehold')).toEqual([
      ...['AgreementTerminationProposed', 'AgreementTerminationSigned', 'AgreementTerminationSigned'],
      ...['AgreementTerminationSigned', 'AgreementTerminated'],
    ]);
    const { state, terminationCause, entityId } = await supervisor.sees(`/agreements/${id}`);
    expect([state, terminationCause]).toEqual(['TERMINATED', 'BY_CONSENT']);
    expect(await supervisor.sees(`/entities/${entityId as string}`)).toMatchObject({ state: 'ACTIVE' });
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
      'DOCUMENT_ALREADY_REGISTERED',
      'DOCUMENT_NO_INVALID',
      'ENTITY_REVOKED',
      'HOUSEHOLD_VANISHED',
      'NOT_UTF8',
      'PARENT_MISSING',
      'SIGN_LEVEL_TOO_LOW',
      'SIGN_LEVEL_TOO_LOW',
      'VILLAGE_NOT_IN_USE',
    ]);
  });

  it('has an unbroken chain and nothing personal in clear', () => {
    expect(verified?.seals).toBeGreaterThan(20);
    expect(verified).toMatchObject({ unsealed: 1, otherOrder: null });
    const text = JSON.stringify(told.map(({ data, metadata }) => [data, metadata]));
    const clear = [/99999919\d{10}/, /1990000\d{4}/, /622202000000\d{7}/, /李建国/, /示例负责人/].map(
      (one) => one.exec(text)?.[0],
    );
    expect(clear.filter((found) => found !== undefined)).toEqual([]);
  });

  it('is the same county when its building was killed and went on', async () => {
    const other = mkdtempSync(join(tmpdir(), 'shuangbang-demo-'));
    // What is named after a keyed hash is the same under the same key.
    copyFileSync(join(folder, 'master.key'), join(other, 'master.key'));
    await sameHashKeys(county.county, other);
    expect(await killed(other, 20)).toBe('SIGKILL');
    expect(new Diary(other)).toMatchObject({ isBegun: true, built: null });
    expect(await buildSmallCounty(other)).toEqual(built);
    cpSync(other, served, { recursive: true });
    const again = await RunningCounty.openAt(other, '2026-03-31');
    expect(comparable(await everything(again.county))).toEqual(comparable(told));
    expect(await figuresOf(again.as('SUPERVISOR'))).toEqual(figures);
    await again.stop();
  }, 240_000);

  it('is served by the command that is started again, and every line works that it gives to try', async () => {
    const port = String(await freePort());
    const demo = child('./apps/cli/src/main.ts', ['demo'], { DATA_DIR: served, PORT: port });
    const ended = once(demo, 'exit');
    let out = '';
    for await (const line of createInterface({ input: demo.stdout })) {
      out += `${line}\n`;
      if (line.includes('dryRun=true')) break;
    }
    expect(out).toContain(`shuangbang is ready: http://127.0.0.1:${port} (API)`);
    const printed = printedIn(out);
    expect(printed.length).toBeGreaterThan(20);
    const answers = [];
    for (const { line, url, init } of printed) answers.push([line, (await fetch(url, init)).status]);
    expect(answers.filter(([, status]) => status !== 200 && status !== 201)).toEqual([]);
    demo.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 120_000);
});

/** The secrets of look-ups and of requests are made at random where there are none. */
const sameHashKeys = async ({ vault }: County, folder: string): Promise<void> => {
  const other = openCounty(settingsIn(folder));
  for (const name of ['.look-up', '.requests']) await other.vault.secret(name, () => vault.secret(name));
  await other.close();
};

const year = { year: '2025', quarter: '4', division: HUANING };
const FIGURES: readonly (readonly [string, object])[] = [
  ['/coverage', { asOf: '2025-12-31' }],
  ['/incomes/growth', { ...year, item: 'OPERATING' }],
  ['/incomes/decline', year],
  ['/evaluations/ranking', { year: '2025' }],
  ['/re-homings', { limit: '100' }],
];

const figuresOf = (supervisor: Session): Promise<readonly unknown[]> =>
  Promise.all(FIGURES.map(([path, query]) => supervisor.sees(path, query)));

/**
 * What is sealed under a key of its own differs from county to county, and with it the hashes and seals, and the sums of
 * evidence; all else is equal.
 */
const comparable = (events: readonly RecordedEvent[]): readonly string[] =>
  events
    .filter(({ stream }) => ![SEAL_CATEGORY, 'evidencePackage'].includes(categoryOf(stream)))
    .map(({ id, stream, revision, type, data, metadata }) => {
      const { keyDestroyed: _key, keysDestroyed: _keys, head: _head, manager: _manager, ...half } = data;
      const { person: _person, credential: _credential, member: _member, ...clear } = half;
      const { hash: _hash, previousHash: _previous, requestHash, ...known } = metadata;
      const asked = type === 'ErasureCertified' ? null : requestHash;
      return JSON.stringify([stream, String(revision).padStart(6, '0'), id, type, clear, asked, known]);
    })
    .sort();
