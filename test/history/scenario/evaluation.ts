import type { Office } from '@demo/office';
import { HUANING, managerOf, officer } from '@demo/officers';
import { opine } from '@demo/opinions';
import {
  ComputeScore,
  FinalizeEvaluation,
  PlanEvaluation,
  RaiseObjection,
  RecordIndicator,
  RecordVeto,
  ResolveObjection,
  SubmitSelfReport,
} from '@oversight/evaluation/commands';
import type { Agreed } from './agreements';
import type { Cast } from './cast';
import { happened } from './happened';

const bureau = officer('AGRI_BUREAU', HUANING, 'agri-plans');

/** The orchard is scored three times: an objection was upheld, then a false figure came to light. Answers the order to put things right. */
export const evaluate = async (
  office: Office,
  cast: Cast,
  { agreementId, ofHeir }: Agreed,
): Promise<string> => {
  await office.day('2025-01-15');
  await office.send(
    PlanEvaluation,
    { entityId: cast.heir.id, year: 2024, agreementIds: [ofHeir] },
    { by: bureau },
  );
  const { id } = await office.send(
    PlanEvaluation,
    { entityId: cast.orchard.id, year: 2024, agreementIds: [agreementId] },
    { by: bureau },
  );
  await office.day('2025-01-16');
  await score(office, cast, id);
  await office.day('2025-01-18');
  await office.send(
    RecordVeto,
    { veto: 'FALSE_DATA', evidence: '审计取证单-7' },
    { by: officer('SUPERVISOR'), id },
  );
  await office.send(ComputeScore, {}, { by: bureau, id, again: 'after the veto' });
  await opine(office, { id, village: cast.orchard.village });
  await office.day('2025-01-29');
  await office.send(FinalizeEvaluation, {}, { by: officer('AGRI_BUREAU', HUANING, 'agri-decides'), id });
  await office.day('2025-01-30');
  const { data } = await happened(office, { category: 'evaluation', id }, 'ConsequenceApplied');
  return data['rectificationId'] as string;
};

const score = async (office: Office, { orchard }: Cast, id: string): Promise<void> => {
  const manager = { by: managerOf(orchard.id), id };
  const report = { statement: '全年按协议分红', evidence: ['银行回单-2'] };
  await office.send(SubmitSelfReport, report, manager);
  const satisfied = { indicator: 'SATISFACTION' as const, numerator: 2, denominator: 3 };
  const asked = { by: officer('THIRD_PARTY_EVALUATOR'), id, reason: '入户调查 3 户' };
  await office.send(RecordIndicator, satisfied, asked);
  await office.send(ComputeScore, {}, { by: bureau, id });
  const raised = await office.send(RaiseObjection, { grounds: '培训任务未计入' }, manager);
  const objectionId = raised.events[0]?.data['objectionId'] as string;
  await office.send(
    ResolveObjection,
    { objectionId, upheld: true, answer: '补计培训任务' },
    { by: officer('COUNTY_SIGNER'), id },
  );
  const trained = { indicator: 'TRAINING_AND_SERVICES' as const, numerator: 4, denominator: 4 };
  await office.send(RecordIndicator, trained, { by: bureau, id, reason: '异议成立，培训 4 场' });
  await office.send(ComputeScore, {}, { by: bureau, id, again: 'after the objection' });
};
