import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Built } from '@demo/stories';
import { RunningCounty, type Answer, type Session } from './running-county';
import { buildSmallCounty } from './small-county';

const TODAY = '2026-03-31';

describe('the story of anything', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-story-'));
  let county: RunningCounty;
  let built: Built;
  let auditor: Session;

  beforeAll(async () => {
    built = await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, TODAY);
    await county.settle();
    auditor = county.as('AUDITOR');
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Told {
    readonly revision: number;
    readonly type: string;
    readonly who: { readonly actor: string };
    readonly sentence: string;
    readonly changes: readonly { readonly text: string }[];
  }

  const agreement = (part = ''): string => `/history/agreement/${built.stories.revokedAgreement}${part}`;
  const told = async (query: object = {}): Promise<readonly Told[]> =>
    (await auditor.sees(agreement(), { limit: 500, ...query })).items;

  it('tells of an agreement from its draft to its end', async () => {
    const story = await told();
    expect(story.map(({ type }) => type)).toEqual([
      ...['AgreementDrafted', 'AgreementSubmitted', 'AgreementSigned', 'AgreementSigned', 'AgreementSigned'],
      ...['AgreementConcluded', 'AgreementEnteredIntoForce', 'AgreementRectificationOrdered'],
      ...['AgreementRectificationFailed', 'AgreementTerminated'],
    ]);
    const end = story.at(-1);
    expect(end).toMatchObject({
      ...{ title: '终止协议', effectiveDate: '2026-03-02' },
      who: { role: 'COUNTY_SIGNER', roleTitle: '县政府签约人', onBehalfOf: null },
      grounds: [{ path: '/decisionNo', title: '决定文号', value: '华政〔2026〕8号' }],
      causation: null,
    });
    expect(end?.changes.map(({ text }) => text)).toEqual([
      '状态：整改中 → 已终止',
      '失效日期：无 → 2026-03-02',
      expect.stringMatching(/^据以解除的整改：无 → [\da-f]{8}…$/),
    ]);
    expect(end?.sentence).toMatch(
      /^2026-03-02，县政府签约人\S+：终止协议——原因：整改未通过；决定文号：华政〔2026〕8号；/,
    );
  });

  it('names the rule that acted by itself, and the event it answered', async () => {
    const [failed] = await told({ kind: 'AgreementRectificationFailed' });
    expect(failed).toMatchObject({
      who: { role: 'SYSTEM' },
      causation: {
        policy: { name: 'rectification-to-agreement', title: '整改与协议联动' },
        event: { category: 'rectification', id: built.stories.rectification, type: 'RectificationFailed' },
      },
    });
    const [begun] = await told({ kind: 'AgreementEnteredIntoForce' });
    expect(begun).toMatchObject({ causation: { eventId: null, policy: { title: '协议期限' }, event: null } });
  });

  it('is filtered by person, kind and period of either day', async () => {
    const drafter = (await told())[0]?.who.actor;
    const revisions = (some: readonly Told[]) => some.map(({ revision }) => revision);
    expect(revisions(await told({ actor: drafter }))).toEqual([0, 1]);
    expect(revisions(await told({ kind: 'AgreementSigned' }))).toEqual([2, 3, 4]);
    expect(revisions(await told({ from: '2024-02-01', to: '2026-02-01' }))).toEqual([6, 7]);
    expect(revisions(await told({ to: '2024-01-15', day: 'RECORDED' }))).toEqual([0, 1]);
    const { status, body } = await auditor.get(agreement(), { kind: 'AgreementBurnt' });
    expect([status, body.code]).toEqual([422, 'EVENT_KIND_UNKNOWN']);
  });

  it.each(['OLDEST_FIRST', 'NEWEST_FIRST'])(
    'is turned over page by page, %s, and nothing is missed',
    async (order) => {
      const pages: Told[] = [];
      let next: string | null = null;
      do {
        const query: object = { order, limit: 3, ...(next === null ? {} : { cursor: next }) };
        const page: Answer['body'] = await auditor.sees(agreement(), query);
        expect([page.total, page.matching]).toEqual([10, 10]);
        pages.push(...page.items);
        next = page.next;
      } while (next !== null);
      const whole = await told();
      expect(pages).toEqual(order === 'OLDEST_FIRST' ? whole : whole.toReversed());
    },
  );

  it.each([{ cursor: 999 }, { kind: 'AgreementSigned', cursor: 0 }])(
    'has no page that begins with %j: nothing of what is sought stands there',
    async (query) => {
      const { status, body } = await auditor.get(agreement(), { limit: 3, ...query });
      expect([status, body.code]).toEqual([400, 'CURSOR_INVALID']);
    },
  );

  it('is taken away whole, as JSON, as a spreadsheet and as a page', async () => {
    const whole = await told();
    const json = await auditor.sees(agreement('/export'));
    expect(json).toMatchObject({ category: 'agreement', at: { asOf: null } });
    expect(json.items).toEqual(whole);
    const taken = (format: string) => auditor.get(agreement('/export'), { format, asOf: '2024-01-31' });
    const csv = await taken('csv');
    const html = await taken('html');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toContain(`agreement-${built.stories.revokedAgreement}-`);
    const { 'as-of': asOf, 'log-position': position = '' } = csv.headers;
    expect([asOf, position]).toEqual(['2024-01-31', expect.stringMatching(/^[\da-f]{32}$/)]);
    expect(csv.headers['content-disposition']).toContain(`-${position}.csv`);
    expect(csv.text.startsWith('\ufeff版本,生效日期,')).toBe(true);
    expect(csv.text.match(/\r\n\d,2024-01-/g)).toHaveLength(6);
    expect(html.text).toContain('<td>协议提交签订</td>');
    expect(html.text.match(/<tr><td>/g)).toHaveLength(6);
  });

  it('is on record as read, also where it was taken away', async () => {
    await county.settle();
    const reads = await county.as('ADMIN').sees('/audit-reads', { auditor: 'auditor', limit: 500 });
    expect(reads.items).toContainEqual(
      expect.objectContaining({
        question: 'AggregateHistoryExport',
        asked: expect.objectContaining({ id: built.stories.revokedAgreement, format: 'csv' }),
      }),
    );
  });

  it('cannot be looked at from outside, nor taken away', async () => {
    const elsewhere = county.as('AUDITOR', '411423000000');
    for (const path of [agreement(), agreement('/export'), agreement('/comparison')]) {
      const { status, body } = await elsewhere.get(path);
      expect([path, status, body.code]).toEqual([path, 403, 'OUT_OF_SCOPE']);
    }
  });

  it('compares a corrected income before and after, and names who corrected it and why', async () => {
    const path = `/history/householdIncome/${built.stories.correctedIncome}`;
    const corrected = (await auditor.sees(path, { kind: 'IncomeCorrected' })).items[0];
    const before = { fromKnownAt: '2026-01-11' };
    const { changes, because, setAside } = await auditor.sees(`${path}/comparison`, before);
    expect(because.map(({ type }: Told) => type)).toEqual(['IncomeCorrected']);
    expect(setAside).toEqual([]);
    expect(changes.map(({ text }: { text: string }) => text)).toContain(
      '各季·2·收入项目·种植：3186.74元 → 2000.00元',
    );
    for (const { by } of changes)
      expect(by).toMatchObject([{ type: 'IncomeCorrected', who: corrected.who, reason: '补交收购凭证' }]);
    const { items } = await auditor.sees(path);
    const earlier = items.at(-2);
    for (const fromKnownAt of [earlier.position, '2026-01-12T12:00:00+08:00'])
      expect((await auditor.sees(`${path}/comparison`, { fromKnownAt })).changes).toEqual(changes);
    const back = await auditor.sees(`${path}/comparison`, { toKnownAt: '2026-01-11' });
    expect([back.because, back.setAside]).toEqual([[], because]);
    const future = await auditor.get(`${path}/comparison`, { toKnownAt: '2026-04-01' });
    expect([future.status, future.body.code]).toEqual([422, 'KNOWN_AT_IN_FUTURE']);
    const nonsense = await auditor.get(`${path}/comparison`, { toKnownAt: 'yesterday' });
    expect([nonsense.status, nonsense.body.code]).toEqual([422, 'MOMENT_UNREADABLE']);
  });

  it('does not answer of a revision that there is not, nor compares a moment with itself', async () => {
    const codeOf = async (path: string, query: object): Promise<unknown> => {
      const { status, body } = await auditor.get(agreement(path), query);
      return [status, body.code];
    };
    expect(await auditor.sees(agreement('/state'), { revision: 9 })).toMatchObject({ revision: 9 });
    expect(await codeOf('/state', { revision: 10 })).toEqual([422, 'REVISION_UNKNOWN']);
    for (const query of [{ fromRevision: 10 }, { fromRevision: 3, toRevision: 99_999 }])
      expect(await codeOf('/comparison', query)).toEqual([422, 'REVISION_UNKNOWN']);
    const thrice = { fromRevision: 3, toRevision: 3 };
    for (const query of [
      {},
      { asOf: '2024-06-30' },
      thrice,
      { fromAsOf: '2024-06-30', toAsOf: '2024-06-30' },
    ])
      expect(await codeOf('/comparison', query)).toEqual([422, 'MOMENTS_ARE_THE_SAME']);
    const { body } = await auditor.get(agreement('/state'), { revision: 99_999 });
    expect(body).toMatchObject({ title: '没有版本 …', detail: '没有版本 99999 (0–9)' });
  });

  it('names what made a published figure another one, by whom and why', async () => {
    const path = `/snapshots/${built.stories.snapshot}/difference`;
    const { figures, changed, next } = await auditor.sees(path);
    expect(figures.map(({ path: place }: { path: string }) => place)).toContain('/growth/0');
    expect(next).toBeNull();
    expect(changed).toMatchObject([
      {
        causes: [
          {
            ...{ category: 'householdIncome', id: built.stories.correctedIncome, type: 'IncomeCorrected' },
            ...{ reason: '补交收购凭证', who: { role: 'TOWN_INFORMANT' } },
          },
        ],
        withheld: 0,
      },
    ]);
    const causes: readonly Told[] = changed[0].causes;
    const story = await auditor.sees(`/history/householdIncome/${built.stories.correctedIncome}`);
    expect(causes[0]?.sentence).toBe(story.items.at(-1).sentence);
  });

  it('tells of a household that was split in both, each with the decision that brought it about', async () => {
    const { splitHousehold, newHousehold } = built.stories;
    const last = async (id: string, kind: string) =>
      (await auditor.sees(`/history/household/${id}`, { kind })).items.at(-1);
    const split = await last(splitHousehold, 'HouseholdSplit');
    expect(split).toMatchObject({ data: { newHouseholdId: newHousehold }, reason: '分户' });
    const born = await last(newHousehold, 'HouseholdRegistered');
    expect(born).toMatchObject({ data: { splitFrom: splitHousehold } });
    for (const { causation } of [split, born])
      expect(causation).toMatchObject({ policy: { title: '分户落实' }, event: { title: '审定分户' } });
    const { items } = await auditor.sees('/household-bindings', { householdId: newHousehold });
    expect(items).toMatchObject([{ state: 'ACTIVE', from: '2026-03-30' }]);
  });
});
