import { found, type Firm } from '@demo/economy';
import type { Office } from '@demo/office';
import { officer } from '@demo/officers';
import { settle } from '@demo/settling';
import { ApproveEnterpriseBinding } from '@linkage/enterprise-binding/commands';
import { MergeDuplicateEntity } from '@registry/entity/commands';
import { agreeWith } from './agreements';
import { HOME, person, type Cast } from './cast';
import { oweTo } from './dividends';
import { proposeChain } from './enterprise-bindings';

/** A cooperative at work turns out to be another one that is in the register already: what it has is that one's from then on. */
export const mergeTwins = async (office: Office, { enterprise }: Cast): Promise<void> => {
  await office.day('2024-06-27');
  const bound = person(11, HOME);
  await settle(office, [bound]);
  const [stays, twin] = [await cooperative(office, 905), await cooperative(office, 906)];
  const county = officer('COUNTY_INFORMANT');
  const chain = await proposeChain(office, { enterprise, orchard: twin }, '购销-904');
  await office.send(ApproveEnterpriseBinding, {}, { by: county, id: chain });
  const agreementId = await agreeWith(office, bound, twin, '华双绑〔2024〕906号');
  await oweTo(office, bound, { firm: twin, agreementId, approvedOn: '2024-06-28' });
  const merging = { into: stays.id, registryDocument: '查重核实表〔2024〕2号' };
  await office.send(MergeDuplicateEntity, merging, { by: county, id: twin.id, reason: '同一合作社登记两次' });
  await office.day('2024-06-29');
};

const cooperative = (office: Office, index: number): Promise<Firm> =>
  found(office, { kind: 'COOPERATIVE', index, village: HOME, industry: 'FRUIT' });
