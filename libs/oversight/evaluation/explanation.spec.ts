import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@kernel/explanation';
import { parameterId } from '@registry/parameter/state';
import { entry as decided } from '@registry/parameter/story';
import { command } from '@testing/decider';
import type { Happening } from '@testing/events';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import type { EvaluationEvent } from './events';
import { evaluationRegister } from './projector';
import { evaluationAnswers, EvaluationExplanation } from './queries';
import {
  allOpined,
  counted,
  EVALUATION,
  failed,
  finalized,
  frozen,
  opined,
  planned,
  rules,
  scored,
  somebody,
  vetoed,
  WEIGHTS,
} from './story';

const set = (key: string, value: unknown): Happening => ({
  ...{ stream: `parameter-${parameterId(key)}`, type: 'PolicyParameterSet' },
  data: { ...decided(`first ${key}`, { key, value: value as never }) },
});
const replaced = (key: string, value: unknown): Happening => ({
  ...{ stream: `parameter-${parameterId(key)}`, type: 'PolicyParameterSuperseded' },
  data: { ...decided(`second ${key}`, { key, value: value as never }), replaces: `first ${key}` },
});
const used = [rules.indicators, rules.passMark, rules.bands, rules.departmentsMin];
const decisions = used.map(({ key, value }) => set(key, value));
const told = ({ type, data }: EvaluationEvent): Happening => ({
  ...{ stream: `evaluation-${EVALUATION}`, type, data: data },
});

describe('why an evaluation has its score (R17)', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(evaluationAnswers, { viewer: somebody('AUDITOR'), today: '2025-03-31' });
  });
  afterEach(() => shelf.close());

  const explain = async (...happenings: readonly Happening[]): Promise<Explanation> => {
    await shelf.run([evaluationRegister], happenings);
    return (await shelf.ask(command(EvaluationExplanation as never, { id: EVALUATION }))) as Explanation;
  };

  it('reckons weights, points, total, result and grade again, each from what it names', async () => {
    const answer = await explain(
      ...decisions,
      ...[planned, frozen, scored, ...allOpined, finalized].map(told),
    );
    const shown = { totalCentiPoints: 8_272, result: 'FULFILLED', grade: 'FAIRLY_GOOD' };
    expect(answer).toMatchObject({ rule: 'R17', shown, result: shown, agrees: true });
    expect(recomputed(answer)).toEqual(listed(answer));
    expect(listed(answer)).toMatchObject({
      ...{ 'weight.HOUSEHOLDS_LED': 20, 'full.HOUSEHOLDS_LED': 2_500, 'points.HOUSEHOLDS_LED': 2_125 },
      ...{ 'weight.SATISFACTION': 0, 'full.SATISFACTION': 0, 'points.SATISFACTION': 0 },
    });
    expect(answer.inputs[0]).toMatchObject({ events: [{ type: 'EvaluationDataFrozen', revision: 1 }] });
    expect(answer.parameters.map(({ key, version, clause }) => [key, version, clause])).toEqual([
      ['evaluation.indicators', 1, '第三条'],
      ['evaluation.passMark', 1, '第三条'],
      ['grade.bands', 1, '第三条'],
      ['evaluation.departmentsMin', 1, '第三条'],
    ]);
  });

  it('names the last opinion of each department and of the resident team, by which they judged together', async () => {
    const happened = [planned, frozen, opined('AGRI_BUREAU'), scored, ...allOpined, finalized];
    const answer = await explain(...decisions, ...happened.map(told));
    expect(answer.inputs.slice(-2)).toMatchObject([
      {
        ...{ name: 'departments', value: ['AGRI_BUREAU', 'REVITALIZATION_BUREAU', 'FINANCE_BUREAU'] },
        events: [{ revision: 4 }, { revision: 5 }, { revision: 6 }],
      },
      { name: 'residentTeam', value: ['RESIDENT_TEAM'], events: [{ type: 'ResidentTeamOpinionRecorded' }] },
    ]);
    expect(listed(answer)).toMatchObject({ isJointlyJudged: true });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('asks nobody’s opinion of a result that is older than the rule', async () => {
    const parameters = finalized.data.parameters.slice(0, 2);
    const old = { ...finalized, data: { ...finalized.data, parameters } };
    const answer = await explain(...decisions, ...[planned, frozen, scored, old].map(told));
    expect(answer).toMatchObject({ agrees: true });
    expect(listed(answer)).not.toHaveProperty('isJointlyJudged');
    expect(answer.parameters).toHaveLength(3);
  });

  it('names the department’s record where it took the place of a count', async () => {
    const value = { ...counted('SATISFACTION', 9, 10), origin: 'RECORDED', reason: '走访' } as const;
    const recorded = {
      type: 'IndicatorRecorded',
      data: { value, department: 'BUREAU', on: frozen.data.on },
    } as const satisfies EvaluationEvent;
    const answer = await explain(...decisions, ...[planned, frozen, recorded, scored].map(told));
    expect(answer.inputs.find(({ name }) => name === 'SATISFACTION')).toMatchObject({
      ...{ value: { numerator: 9, origin: 'RECORDED', reason: '走访' } },
      events: [{ type: 'IndicatorRecorded', revision: 2 }],
    });
    expect(recomputed(answer)).toEqual(listed(answer));
    expect(answer.agrees).toBe(false);
  });

  it('uses the weights that were known when it was scored', async () => {
    const later = replaced(rules.indicators.key, { ...WEIGHTS, HOUSEHOLDS_LED: 0, BENEFITS_PAID: 45 });
    const answer = await explain(...decisions, ...[planned, frozen, scored].map(told), later);
    expect(answer).toMatchObject({ agrees: true, parameters: [{ version: 1 }] });
  });

  it('fails whoever has a veto, and says so where the sheet shows another result', async () => {
    const answer = await explain(
      ...decisions,
      ...[
        planned,
        frozen,
        vetoed,
        scored,
        { ...failed, data: { ...failed.data, vetoes: ['FALSE_DATA'] } },
      ].map((event) => told(event as EvaluationEvent)),
    );
    expect(answer).toMatchObject({
      ...{
        result: { result: 'NOT_FULFILLED', grade: 'FAIRLY_GOOD' },
        shown: { grade: 'POOR' },
        agrees: false,
      },
    });
    expect(answer.inputs.find(({ name }) => name === 'vetoes')).toMatchObject({
      value: ['FALSE_DATA'],
      events: [{ type: 'VetoRecorded' }],
    });
  });

  it('is not given without a score', async () => {
    const unscored = explain(...decisions, ...[planned, frozen, scored, vetoed].map(told));
    await expect(unscored).rejects.toMatchObject({ code: 'EVALUATION_NOT_SCORED' });
  });
});
