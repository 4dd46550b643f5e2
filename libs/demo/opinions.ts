import { DEPARTMENTS } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { RecordEvaluationOpinion, RecordResidentTeamOpinion } from '@oversight/evaluation/commands';
import { HUANING, officer } from './officers';
import type { Office } from './office';

interface Judged {
  readonly id: string;
  /** Home village of the entity. */
  readonly village: DivisionCode;
}

/** Everybody speaks who has to before an evaluation has a result: the departments, and the resident work team of the village. */
export const opine = async (office: Office, { id, village }: Judged): Promise<void> => {
  for (const department of DEPARTMENTS)
    await office.send(
      RecordEvaluationOpinion,
      { opinion: '数据与台账一致，同意按得分认定' },
      { by: officer(department, HUANING), id },
    );
  await office.send(
    RecordResidentTeamOpinion,
    { opinion: '已入户核对，农户反映与台账一致' },
    { by: officer('RESIDENT_TEAM', village), id },
  );
};
