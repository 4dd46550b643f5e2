import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { divisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';
import { Forbidden } from '@command/faults';
import { parameterId } from '@registry/parameter/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import type { Happening } from '@testing/events';
import { handledEvaluation } from './aggregate';
import { ComputeScore, FinalizeEvaluation, PlanEvaluation, RaiseObjection } from './commands';
import {
  AGREEMENT,
  allOpined,
  COOP,
  COUNTY,
  EVALUATION,
  frozen,
  HOME,
  planned,
  scored,
  somebody,
  WEIGHTS,
} from './story';

const FEBRUARY = Date.UTC(2025, 1, 20, 4);

const registered: Happening = {
  stream: `entity-${COOP}`,
  type: 'EntityRegistered',
  data: { kind: 'COOPERATIVE', villageCode: HOME, industries: ['FRUIT'], leadingLevel: null },
};

const agreed = (type: string, data: Happening['data'] = {}): Happening => ({
  ...{ stream: `agreement-${AGREEMENT}`, type, data },
});
const drafted = agreed('AgreementDrafted', {
  ...{ entityId: COOP, entityVillage: HOME, terms: { endDate: '2026-02-28' }, renews: null },
});

/** As adopted from a day on, to another where it ends. */
const adopted = (
  key: string,
  value: Json,
  effectiveFrom = '2020-01-01',
  effectiveTo: string | null = null,
): Happening => ({
  stream: `parameter-${parameterId(key)}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: `${key}-${effectiveFrom}`, key, value, effectiveFrom, scope: COUNTY },
    ...{ effectiveTo, clause: '第三条', sourceDocument: '华政发〔2023〕1号', approvedBy: '县政府' },
  },
});

const told = ({ type, data }: { readonly type: string; readonly data: object }): Happening => ({
  stream: `evaluation-${EVALUATION}`,
  type,
  data: data as NonNullable<Happening['data']>,
});

describe('an evaluation over the log', () => {
  let desk: Desk;
  const bureau = somebody('AGRI_BUREAU');
  const stranger = { ...bureau, scope: divisionCode('411423000000') };
  const plan = command(PlanEvaluation, { entityId: COOP, year: 2024, agreementIds: [AGREEMENT] });
  const entered = agreed('AgreementEnteredIntoForce', { on: '2024-12-20' });
  const window = adopted('evaluation.window', '01-01..03-31');
  const unpaid = adopted('evaluation.unpaidGuaranteeDays', 90);

  beforeEach(() => {
    desk = new Desk([handledEvaluation], FEBRUARY);
  });

  afterEach(() => desk.close());

  it('is planned once for an agreement signed on 12-20, as a partial period (R17)', async () => {
    await desk.happened(registered, drafted, entered, window, unpaid);
    const { id, events } = await desk.send(plan, bureau);
    expect(id).toBe(EVALUATION);
    expect(events).toMatchObject([{ data: { partialPeriod: true, villageCode: HOME, on: '2025-02-20' } }]);
    await expect(desk.send(plan, bureau)).rejects.toMatchObject({ code: 'EVALUATION_EXISTS' });
  });

  it('asks the agreement itself whether it was in force in the year', async () => {
    await desk.happened(registered, drafted, window, unpaid);
    await expect(desk.send(plan, bureau)).rejects.toMatchObject({ code: 'AGREEMENT_NOT_IN_FORCE_IN_YEAR' });
    await desk.happened(agreed('AgreementEnteredIntoForce', { on: '2023-03-01' }));
    await desk.happened(agreed('AgreementTerminated', { on: '2024-01-01' }));
    await expect(desk.send(plan, bureau)).rejects.toMatchObject({ code: 'AGREEMENT_NOT_IN_FORCE_IN_YEAR' });
  });

  it('is held to the days that a guarantee could be unpaid in its year, not to those decided since (3.2)', async () => {
    await desk.happened(registered, drafted, entered, window);
    await desk.happened(adopted('evaluation.unpaidGuaranteeDays', 90, '2020-01-01', '2024-12-31'));
    await desk.happened(adopted('evaluation.unpaidGuaranteeDays', 30, '2025-01-01'));
    const { events } = await desk.send(plan, bureau);
    expect(events).toMatchObject([{ data: { unpaidGuarantee: { value: 90 } } }]);
  });

  it('is held to as many dividends a year as were asked for in the year before, where somebody decided (R14)', async () => {
    await desk.happened(registered, drafted, entered, window, unpaid);
    await desk.happened(adopted('dividend.minFrequencyPerYear', 1, '2020-01-01', '2023-12-31'));
    await desk.happened(adopted('dividend.minFrequencyPerYear', 2, '2024-01-01'));
    const { events } = await desk.send(plan, bureau);
    expect(events).toMatchObject([{ data: { dividendFrequency: { value: 1 } } }]);
  });

  it('is held to what each quarter was to be recorded by at its end (R23; 3.4, 10)', async () => {
    await desk.happened(registered, drafted, entered, window, unpaid);
    await desk.happened(adopted('coverage.targetCategories', ['ALLEVIATED']));
    await desk.happened(adopted('coverage.includeRiskEliminated', true));
    await desk.happened(adopted('income.recordingDays', 15, '2024-04-01', '2024-06-30'));
    await desk.happened(adopted('income.recordingDays', 10, '2024-07-01'));
    const { events } = await desk.send(plan, bureau);
    expect(events).toMatchObject([
      {
        data: {
          recording: [
            {
              quarter: 2,
              categories: { value: ['ALLEVIATED'] },
              including: { value: true },
              days: { value: 15 },
            },
            { quarter: 3, days: { value: 10 } },
            { quarter: 4, days: { value: 10 } },
          ],
        },
      },
    ]);
  });

  it('is not planned where nobody decided them for the year, and no stranger is told so', async () => {
    await desk.happened(registered, drafted, entered, window);
    await desk.happened(adopted('evaluation.unpaidGuaranteeDays', 30, '2025-01-01'));
    await expect(desk.send(plan, bureau)).rejects.toMatchObject({
      unmet: [{ code: 'PARAMETER_NOT_CONFIGURED', params: { date: '2024-12-31' } }],
    });
    await expect(desk.send(plan, stranger)).rejects.toBeInstanceOf(Forbidden);
  });

  it('needs an entity, and a window that somebody decided; no stranger is told that nobody did', async () => {
    await expect(desk.send(plan, bureau)).rejects.toMatchObject({ code: 'ENTITY_UNKNOWN' });
    await desk.happened(registered, drafted, entered);
    await expect(desk.send(plan, bureau)).rejects.toMatchObject({ code: 'PARAMETER_NOT_CONFIGURED' });
    await expect(desk.send(plan, stranger)).rejects.toBeInstanceOf(Forbidden);
  });

  it('is planned as a trial of a revoked entity, which has no agreement left (R18)', async () => {
    const revoked = { on: '2024-03-01', agreementId: AGREEMENT };
    const trial = command(PlanEvaluation, { entityId: COOP, year: 2024, agreementIds: [] });
    await desk.happened(registered, window, unpaid);
    await expect(desk.send(trial, bureau)).rejects.toMatchObject({ code: 'EVALUATION_WITHOUT_AGREEMENT' });
    await desk.happened({ ...registered, type: 'EligibilityRevoked', data: revoked });
    const { events } = await desk.send(trial, bureau);
    expect(events).toMatchObject([{ data: { agreementIds: [], partialPeriod: false, trial: true } }]);
  });

  it('is scored by the weights of its year, not by those adopted since', async () => {
    await desk.happened(
      told(planned),
      told(frozen),
      adopted('evaluation.indicators', WEIGHTS, '2020-01-01', '2024-12-31'),
      adopted('evaluation.indicators', { HOUSEHOLDS_LED: 100 }, '2025-01-01'),
      adopted('evaluation.objectionDays', 10),
    );
    const { events } = await desk.send(new ComputeScore(), bureau, { id: EVALUATION, reason: '逾期未报' });
    expect(events).toMatchObject([
      { data: { totalCentiPoints: 8_272, objectionUntil: '2025-03-02', scores: scored.data.scores } },
    ]);
    expect(events).toMatchObject([
      { data: { parameters: [{ key: 'evaluation.indicators', source: '华政发〔2023〕1号 第三条' }, {}] } },
    ]);
  });

  it('has no result without a pass mark, bands and a number of departments', async () => {
    await desk.happened(...[planned, frozen, scored, ...allOpined].map(told));
    const send = () => desk.send(new FinalizeEvaluation(), bureau, { id: EVALUATION });
    await expect(send()).rejects.toMatchObject({ code: 'PARAMETER_NOT_CONFIGURED' });
    await desk.happened(
      adopted('evaluation.passMark', 60),
      adopted('grade.bands', { GOOD: 90, FAIRLY_GOOD: 80 }),
    );
    await expect(send()).rejects.toMatchObject({ code: 'PARAMETER_NOT_CONFIGURED' });
    await desk.happened(adopted('evaluation.departmentsMin', 3, '2025-02-20'));
    expect((await send()).events).toMatchObject([{ data: { result: 'FULFILLED', grade: 'FAIRLY_GOOD' } }]);
  });

  it('is objected to only by the entity it judges', async () => {
    const until = { ...scored, data: { ...scored.data, objectionUntil: '2025-02-20' } };
    await desk.happened(told(planned), told(frozen), told(until));
    const raise = command(RaiseObjection, { grounds: '漏计两户' });
    const of = (subjectId: string) => ({ ...somebody('ENTITY_MANAGER'), subjectId });
    await expect(desk.send(raise, of('another'), { id: EVALUATION })).rejects.toMatchObject({
      code: 'NOT_YOUR_SUBJECT',
    });
    expect((await desk.send(raise, of(COOP), { id: EVALUATION })).events).toHaveLength(1);
  });
});
