import { describe, expect, it } from '@jest/globals';
import type { Happening } from '@testing/events';
import { givenEvents } from '@testing/projection';
import type { EvaluationEvent } from './events';
import { evaluationDuties, evaluationRegister, type EvaluationRow } from './projector';
import {
  AGREEMENT,
  allOpined,
  COOP,
  EVALUATION,
  failed,
  finalized,
  frozen,
  HOME,
  objected,
  opined,
  ORDER,
  planned,
  reported,
  resolved,
  rules,
  scored,
  vetoed,
} from './story';

const told = ({ type, data }: EvaluationEvent): Happening => ({
  stream: `evaluation-${EVALUATION}`,
  type,
  data,
});

describe('the evaluation sheet', () => {
  const sheet = (...events: readonly EvaluationEvent[]) =>
    givenEvents(...events.map(told)).project(evaluationRegister);

  it('is opened by the plan and filled by the frozen data', () => {
    sheet(planned).thenPartly('evaluations', EVALUATION, {
      ...{ division: HOME, entityId: COOP, year: 2024, state: 'PLANNED', totalCentiPoints: null },
    });
    sheet(planned, frozen, reported).thenPartly('evaluations', EVALUATION, {
      ...{
        state: 'SELF_REPORTED',
        asOf: '2024-12-31',
        indicators: frozen.data.indicators,
        selfReport: '带动四十户',
      },
    });
  });

  it('shows a value that was recorded in the place of the one computed', () => {
    const value = {
      indicator: 'SATISFACTION',
      numerator: 9,
      denominator: 10,
      origin: 'RECORDED',
      reason: '抽样',
    } as const;
    const recordedValue: EvaluationEvent = {
      type: 'IndicatorRecorded',
      data: { value, department: 'THIRD_PARTY_EVALUATOR', on: scored.data.on },
    };
    const [row] = sheet(planned, frozen, recordedValue).all('evaluations');
    expect(row?.['indicators']).toHaveLength(9);
    expect(row?.['indicators']).toContainEqual(value);
  });

  it('shows what each department and the resident team think, the last of each', () => {
    const [row] = sheet(planned, frozen, ...allOpined, opined('AGRI_BUREAU', 'another')).all('evaluations');
    const { opinions, isTrial } = row as unknown as EvaluationRow;
    expect(isTrial).toBe(false);
    expect(opinions.map(({ side, by }) => [side, by])).toEqual([
      ['REVITALIZATION_BUREAU', 'REVITALIZATION_BUREAU'],
      ['FINANCE_BUREAU', 'FINANCE_BUREAU'],
      ['RESIDENT_TEAM', 'RESIDENT_TEAM'],
      ['AGRI_BUREAU', 'another'],
    ]);
  });

  it('shows the score in its window and counts open objections', () => {
    sheet(planned, frozen, scored, objected).thenPartly('evaluations', EVALUATION, {
      ...{
        state: 'OBJECTION_WINDOW',
        totalCentiPoints: 8_272,
        objectionUntil: '2025-02-11',
        openObjections: 1,
      },
    });
    sheet(planned, frozen, scored, objected, resolved(false)).thenPartly('evaluations', EVALUATION, {
      ...{ state: 'OBJECTION_WINDOW', totalCentiPoints: 8_272, openObjections: 0 },
    });
  });

  it('takes the score off where it no longer stands', () => {
    const fallen = { state: 'DATA_FROZEN', totalCentiPoints: null, scores: [] };
    sheet(planned, frozen, scored, vetoed).thenPartly('evaluations', EVALUATION, {
      ...fallen,
      vetoes: ['FALSE_DATA'],
    });
    sheet(planned, frozen, scored, objected, resolved(true)).thenPartly('evaluations', EVALUATION, fallen);
  });

  it('ends with the result, where its numbers come from, and what followed', () => {
    const applied: EvaluationEvent = {
      type: 'ConsequenceApplied',
      data: { consequence: 'RECTIFICATION', rectificationId: ORDER, on: failed.data.on },
    };
    sheet(planned, frozen, scored, finalized).thenPartly('evaluations', EVALUATION, {
      ...{ state: 'FINAL', result: 'FULFILLED', grade: 'FAIRLY_GOOD', finalOn: '2025-02-12' },
      parameters: [
        ...[rules.indicators, rules.objectionDays],
        ...[rules.passMark, rules.bands, rules.departmentsMin],
      ],
    });
    sheet(planned, frozen, scored, failed, applied).thenPartly('evaluations', EVALUATION, {
      ...{ state: 'CONSEQUENCE_APPLIED', consequence: 'RECTIFICATION', rectificationId: ORDER },
    });
  });
});

describe('who is to be evaluated', () => {
  const agreement =
    (id: string) =>
    (type: string, data: NonNullable<Happening['data']>): Happening => ({
      stream: `agreement-${id}`,
      type,
      data,
    });
  const first = agreement(AGREEMENT);
  const drafted = (endDate: string) => ({
    entityId: COOP,
    entityVillage: HOME,
    terms: { endDate },
    renews: null,
  });
  const entered = first('AgreementEnteredIntoForce', { on: '2023-03-01' });
  const inForce = [first('AgreementDrafted', drafted('2025-02-28')), entered];
  const years = (...happenings: readonly Happening[]) =>
    givenEvents(...happenings)
      .project(evaluationDuties)
      .all('duties')
      .map(({ year, state }) => [year, state])
      .sort();

  it('nobody before the agreement is in force, then every year of its term', () => {
    expect(years(first('AgreementDrafted', drafted('2025-02-28')))).toEqual([]);
    expect(years(...inForce)).toEqual([2023, 2024, 2025].map((year) => [year, 'DUE']));
  });

  it('follows an amended term, and an end before it', () => {
    const amended = first('AgreementAmended', { terms: { endDate: '2024-02-28' }, on: '2023-06-01' });
    const ended = first('AgreementTerminated', { on: '2024-01-01' });
    expect(years(...inForce, amended)).toEqual([2023, 2024].map((year) => [year, 'DUE']));
    expect(years(...inForce, ended)).toEqual([[2023, 'DUE']]);
  });

  it('counts an entity once however many agreements it has, and until the last of them', () => {
    const second = agreement('second');
    const both = [
      ...inForce,
      second('AgreementDrafted', drafted('2024-12-31')),
      second('AgreementEnteredIntoForce', { on: '2024-12-20' }),
    ];
    expect(years(...both)).toHaveLength(3);
    expect(years(...both, first('AgreementTerminated', { on: '2023-12-31' }))).toEqual(
      [2023, 2024].map((year) => [year, 'DUE']),
    );
  });

  it('follows the evaluation of the year, and keeps it where the agreement falls away', () => {
    expect(years(...inForce, told(planned))).toContainEqual([2024, 'PLANNED']);
    expect(years(...inForce, told(planned), told(finalized))).toContainEqual([2024, 'FINAL']);
    const ended = first('AgreementTerminated', { on: '2023-06-01' });
    expect(years(...inForce, told(planned), told(finalized), ended)).toEqual([
      [2023, 'DUE'],
      [2024, 'FINAL'],
    ]);
  });

  it('passes with the agreement, as far as the entity before was not judged', () => {
    const passing = (evaluatedThrough: number | null) =>
      first('AgreementEntitySucceeded', {
        ...{ entityId: COOP, successorId: 'other', entityVillage: HOME, evaluatedThrough },
        on: '2025-03-01',
      });
    const dutiesOf = (...happenings: readonly Happening[]) =>
      givenEvents(...happenings)
        .project(evaluationDuties)
        .all('duties')
        .map(({ entityId, year, state }) => [entityId === COOP ? 'before' : entityId, year, state])
        .sort();
    const judged = [...inForce, told(planned), told(finalized)];
    expect(dutiesOf(...inForce, passing(null))).toEqual(
      [2023, 2024, 2025].map((year) => ['other', year, 'DUE']),
    );
    const after = [
      ...[
        ['before', 2023, 'DUE'],
        ['before', 2024, 'FINAL'],
      ],
      ['other', 2025, 'DUE'],
    ];
    expect(dutiesOf(...judged, passing(2024))).toEqual(after);
    const amended = first('AgreementAmended', { terms: { endDate: '2025-12-31' }, on: '2025-06-01' });
    expect(dutiesOf(...judged, passing(2024), amended)).toEqual(after);
  });

  it('survives an evaluation of whom no agreement names', () => {
    expect(years(told(planned))).toEqual([]);
  });
});
