import { ApprovePolicyParameter, ProposePolicyParameter } from '@registry/parameter/commands';
import { officer } from './officers';
import type { Office } from './office';

type Terms = Required<Pick<ProposePolicyParameter, 'key' | 'scope' | 'value' | 'effectiveFrom'>> &
  Pick<ProposePolicyParameter, 'sourceDocument' | 'clause'>;

/** Put forward by the administrator of the place; id of the value that is to hold. */
export const proposeParameter = async (office: Office, terms: Terms): Promise<string> => {
  const { events } = await office.send(ProposePolicyParameter, terms, { by: officer('ADMIN', terms.scope) });
  return events[0]?.data['entryId'] as string;
};

/** By two persons: the administrator puts it forward, the county government approves. */
export const decideParameter = async (office: Office, terms: Terms): Promise<void> => {
  const entryId = await proposeParameter(office, terms);
  const { key, scope } = terms;
  await office.send(ApprovePolicyParameter, { key, entryId }, { by: officer('COUNTY_SIGNER', scope) });
};
