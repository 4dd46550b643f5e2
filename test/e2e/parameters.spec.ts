import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { target } from './a-parameter';
import { RunningCounty, type Session } from './running-county';

const HOME = '530424000000';
const DAYS = { key: 'rectification.days', value: 30, scope: HOME, effectiveFrom: '2025-01-01' };
const days = { ...DAYS, sourceDocument: '县办法', clause: '第三条' };

/** What a county decides first: two persons, two requests. */
describe('the parameters of a county', () => {
  let county: RunningCounty;
  let admin: Session;
  let signer: Session;

  beforeAll(async () => {
    county = await RunningCounty.start('2025-03-03');
    admin = county.as('ADMIN');
    signer = county.as('COUNTY_SIGNER');
  });
  afterAll(() => county.stop());

  const inForce = (key: string) => signer.get(`/parameters/${key}/in-force`, { division: HOME });
  const waiting = async (): Promise<{ key: string; entryId: string }[]> => {
    const { items } = await signer.sees('/parameters/proposals', { state: 'DRAFT' });
    return items.map(({ id, key }: { id: string; key: string }) => ({ key, entryId: id }));
  };

  it('are proposed all or none: what is wrong with each is told at once', async () => {
    const wrong = { ...days, value: 0 };
    const answer = await admin.post('/parameters/propose-several', { proposals: [target, wrong] });
    expect([answer.status, answer.body.errors]).toMatchObject([
      409,
      [{ code: 'PARAMETER_VALUE_INVALID', pointer: '/proposals/1/value' }],
    ]);
    expect(await waiting()).toEqual([]);
    const twice = await admin.post('/parameters/propose-several', { proposals: [days, days] });
    expect([twice.status, twice.body.code]).toEqual([409, 'NAMED_TWICE']);
  });

  it('take no form as weak that coverage could not count apart: no figure would be answered any more', async () => {
    const weak = { ...days, key: 'coverage.weakForms', value: ['ORDER_FARMING'] };
    const answer = await admin.post('/parameters', weak);
    expect([answer.status, answer.body.code]).toEqual([409, 'PARAMETER_VALUE_INVALID']);
    expect(JSON.stringify(answer.body)).toContain('TECHNICAL_SERVICE');
  });

  it('can be tried before: the effect of each is shown and none is written', async () => {
    const asked = { proposals: [target, days] };
    const answer = await admin.post('/parameters/propose-several', asked, { dryRun: true });
    expect([answer.status, answer.body.items]).toMatchObject([
      200,
      [
        { dryRun: true, events: [{ type: 'PolicyParameterProposed' }] },
        { dryRun: true, events: [{ type: 'PolicyParameterProposed' }] },
      ],
    ]);
    expect(await waiting()).toEqual([]);
  });

  it('do not hold while they are only proposed, and a repeated request proposes nothing more', async () => {
    const headers = { 'idempotency-key': 'decision-1' };
    const asked = { proposals: [target, days] };
    const first = await admin.does('/parameters/propose-several', asked, { headers });
    const again = await admin.does('/parameters/propose-several', asked, { headers });
    expect(again.items.map(({ replayed }: { replayed: boolean }) => replayed)).toEqual([true, true]);
    expect(again.position).toBe(first.position);
    expect(await waiting()).toHaveLength(2);
    expect((await inForce(days.key)).body.code).toBe('PARAMETER_NOT_CONFIGURED');
  });

  it('are not approved by who proposed them, in whatever post, nor by somebody of another county', async () => {
    const proposals = await waiting();
    const self = county.as('COUNTY_SIGNER', HOME, { user: admin.actor.user });
    const answer = await self.post('/parameters/approve-several', { proposals });
    expect([answer.status, answer.body.code]).toEqual([409, 'PARAMETER_DECIDED_BY_PROPOSER']);
    const stranger = await county
      .as('COUNTY_SIGNER', '411423000000')
      .post('/parameters/approve-several', { proposals });
    expect([stranger.status, stranger.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
  });

  it('hold from their day on when another has approved them', async () => {
    await signer.does('/parameters/approve-several', { proposals: await waiting() });
    expect(await waiting()).toEqual([]);
    expect((await inForce(days.key)).body).toMatchObject({ value: 30, source: '县办法 第三条' });
    expect((await inForce(target.key)).body).toMatchObject({ value: { numerator: 1, denominator: 1 } });
    const { entries } = await admin.sees(`/parameters/${days.key}`);
    expect(entries).toMatchObject([{ approvedBy: signer.actor.user }]);
  });

  it('are refused or taken back one by one, with a reason', async () => {
    const later = { ...days, value: 20, effectiveFrom: '2025-07-01' };
    for (const [path, who] of [
      ['/parameters/refuse', signer],
      ['/parameters/withdraw', admin],
    ] as const) {
      await admin.does('/parameters', later);
      const [proposal] = await waiting();
      await who.does(path, { ...proposal, reason: '再议' });
    }
    const { items } = await admin.sees('/parameters/proposals', { key: days.key });
    const states = items.map(({ state }: { state: string }) => state).sort();
    expect(states).toEqual(['APPROVED', 'REFUSED', 'WITHDRAWN']);
  });

  it('begin with what the catalogue offers: of some keys, or of all that have an offer', async () => {
    const offer = { scope: HOME, effectiveFrom: '2025-01-01', sourceDocument: '县办法' };
    const some = { ...offer, keys: ['coverage.mode', 'coverage.deadline'] };
    const unoffered = await admin.post('/parameters/propose-offered', some);
    expect([unoffered.status, unoffered.body.errors[0].pointer]).toEqual([400, '/keys']);
    const tried = await admin.post('/parameters/propose-offered', offer, { dryRun: true });
    expect([tried.status, tried.body.errors]).toMatchObject([
      409,
      [{ code: 'REASON_REQUIRED' }, { code: 'REASON_REQUIRED' }],
    ]);
    await admin.does('/parameters/propose-offered', { ...offer, keys: ['coverage.mode'] });
    const [proposal] = (await signer.sees('/parameters/proposals', { state: 'DRAFT' })).items;
    expect(proposal).toMatchObject({ key: 'coverage.mode', title: '覆盖口径', value: 'DOUBLE' });
  });

  it('stand in the report on the separation of duties', async () => {
    const report = await county.as('AUDITOR').sees('/separation-of-duties', { category: 'parameter' });
    expect(report).toMatchObject({ checked: 3, exceptions: 0, items: [] });
  });
});
