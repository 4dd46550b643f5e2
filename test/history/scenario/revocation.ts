import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import { TerminateAgreement } from '@linkage/agreement/commands';
import { RestoreEligibility, RevokeEligibility } from '@registry/entity/commands';
import type { Cast } from './cast';

/** R18 to its end; a year later the cooperative may begin again. */
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
  await office.day('2026-03-23');
  await office.send(RestoreEligibility, { decisionNo: '华政〔2026〕2号' }, { by, id: orchard.id });
  await office.day('2026-03-24');
};
