import { describe, expect, it } from '@jest/globals';
import { addDays, calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEvaluation } from './aggregate';
import {
  ApplyConsequence,
  ComputeScore,
  FinalizeEvaluation,
  RaiseObjection,
  RecordEvaluationOpinion,
  RecordIndicator,
  RecordResidentTeamOpinion,
  RecordVeto,
  ResolveObjection,
  SubmitSelfReport,
} from './commands';
import type { EvaluationEvent } from './events';
import {
  allOpined,
  EVALUATION,
  failed,
  frozen,
  known,
  OBJECTION,
  objected,
  ORDER,
  planned,
  reported,
  resolved,
  scored,
  somebody,
} from './story';

const evaluation = specify<EvaluationEvent>(handledEvaluation, { id: EVALUATION });
const told = [planned, frozen, reported, scored] as const;

const indicator = command(RecordIndicator, { indicator: 'SATISFACTION', numerator: 1, denominator: 2 });
const veto = command(RecordVeto, { veto: 'FALSE_DATA', evidence: '核查表' });
const opinion = command(RecordEvaluationOpinion, { opinion: '属实' });
const ofTeam = command(RecordResidentTeamOpinion, { opinion: '属实' });
const resolve = command(ResolveObjection, { objectionId: OBJECTION, upheld: false, answer: '已核' });
const consequence = command(ApplyConsequence, { consequence: 'RECTIFICATION', rectificationId: ORDER });
const report = command(SubmitSelfReport, { statement: '带动四十户', evidence: ['report.pdf'] });
const object = command(RaiseObjection, { grounds: '漏计' });
const [score, finalize] = [command(ComputeScore, {}), command(FinalizeEvaluation, {})];

type Case = readonly [what: string, happened: readonly EvaluationEvent[], asked: object, day: string];

describe('the steps of an evaluation', () => {
  const of: readonly Case[] = [
    ['reported before the data were frozen', [planned, frozen], report, '2025-01-15'],
    ['counted before the data were frozen', [planned, frozen], indicator, '2025-01-15'],
    ['vetoed before the data were frozen', told, veto, '2025-01-15'],
    ['opined by a department before the data were frozen', told, opinion, '2025-01-15'],
    ['opined by the work team before the data were frozen', told, ofTeam, '2025-01-15'],
    ['scored before the self-report', [planned, frozen, reported], score, '2025-01-20'],
    ['objected to before the score', told, object, '2025-02-01'],
    ['answered before the objection', [...told, objected], resolve, '2025-02-05'],
    [
      'final before the last answer',
      [...told, ...allOpined, objected, resolved(false)],
      finalize,
      '2025-02-08',
    ],
    ['followed before it was final', [...told, ...allOpined, failed], consequence, '2025-02-12'],
  ];

  it.each(of)('follow each other on their days: nothing is %s', (_what, happened, asked, day) => {
    const today = asked === object ? calendarDate('2025-02-11') : calendarDate('2025-03-01');
    const given = evaluation
      .given(...happened)
      .knowing({ ...known, actor: somebody('AGRI_BUREAU', 'somebody else'), reason: '补录', today });
    const first = calendarDate(day);
    given
      .knowing({ effectiveDate: addDays(first, -1) })
      .when(asked)
      .thenRefused('BEFORE_LAST_CHANGE');
    expect(given.knowing({ effectiveDate: first }).when(asked).events()).toHaveLength(1);
  });

  it('leave room for who speaks late: an opinion of a day before the score is about the year', () => {
    const late = { today: calendarDate('2025-03-01'), effectiveDate: calendarDate('2025-01-25') };
    const given = evaluation.given(...told).knowing({ ...known, ...late });
    expect(
      given
        .knowing({ actor: somebody('AGRI_BUREAU', 'x') })
        .when(opinion)
        .events(),
    ).toHaveLength(1);
  });
});
