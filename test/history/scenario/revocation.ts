import type { Firm } from '@demo/economy';
import type { Office } from '@demo/office';
import { HUANING, officer } from '@demo/officers';
import { TerminateAgreement } from '@linkage/agreement/commands';
import { RestoreEligibility, RevokeEligibility } from '@registry/entity/commands';
import { opine } from '@demo/opinions';
import { ComputeScore, FinalizeEvaluation, PlanEvaluation } from '@oversight/evaluation/commands';
import type { Cast } from './cast';

/** R18 to its end; a year and a trial later the cooperative may begin again. */
export const revoke = async (office: Office, { orchard }: Cast, agreementId: string): Promise<void> => {
  const by = officer('COUNTY_SIGNER');
  await office.send(
    TerminateAgreement,
    { decisionNo: '华政〔2025〕8号', settlement: '分红已结清', unpaidFen: 0 },
    { by, id: agreementId },
  );
  await office.send(
    RevokeEligibility,
    { decisionNo: '华政〔2025〕9号', agreementId },
    { by, id: orchard.id },
  );
  const evaluationId = await tryOut(office, orchard, agreementId);
  await office.day('2026-03-23');
  await office.send(
    RestoreEligibility,
    { decisionNo: '华政〔2026〕2号', evaluationId },
    { by, id: orchard.id },
  );
  await office.day('2026-03-24');
};

/** The year of the revocation is judged as a trial. */
const tryOut = async (
  office: Office,
  { id: entityId, village }: Firm,
  agreementId: string,
): Promise<string> => {
  const bureau = (user: string) => ({ by: officer('AGRI_BUREAU', HUANING, user) });
  await office.day('2026-01-15');
  const plan = { entityId, year: 2025, agreementIds: [agreementId] };
  const { id } = await office.send(PlanEvaluation, plan, bureau('agri-plans'));
  await office.day('2026-01-16');
  await office.send(ComputeScore, {}, { ...bureau('agri-plans'), id, reason: '逾期未报自评' });
  await opine(office, { id, village });
  await office.day('2026-01-27');
  await office.send(FinalizeEvaluation, {}, { ...bureau('agri-decides'), id });
  return id;
};
