import type { Role } from '@kernel/actor';
import { SIGN_LEVELS, type AgreementParty, type SignLevel } from './paper';

const OWN_LEVEL: { readonly [Signer in Role]?: SignLevel } = {
  VILLAGE_COMMITTEE: 'VILLAGE',
  TOWN_SIGNER: 'TOWN',
  COUNTY_SIGNER: 'COUNTY',
};

/** The heads sign on paper; those who keep the village's papers record it. */
const PARTY_SIGNERS: { readonly [Party in AgreementParty]: readonly Role[] } = {
  GOVERNMENT: ['VILLAGE_COMMITTEE', 'TOWN_SIGNER', 'COUNTY_SIGNER'],
  ENTITY: ['ENTITY_MANAGER'],
  HOUSEHOLDS: ['VILLAGE_COMMITTEE', 'VILLAGE_INFORMANT', 'TOWN_INFORMANT'],
};

export const maySignFor = (party: AgreementParty, role: Role): boolean => PARTY_SIGNERS[party].includes(role);

/**
 * The level a government signature counts for. The role decides it; only the county's signer may besides record what the
 * city or the province has signed, with the scan of their signature, because no account of theirs lives in the county.
 * `null` where the role cannot sign at the level named.
 */
export const levelSigned = (role: Role, named: SignLevel | null): SignLevel | null => {
  const own = OWN_LEVEL[role] ?? null;
  if (named === null || named === own) return own;
  const above = SIGN_LEVELS.indexOf(named) > SIGN_LEVELS.indexOf('COUNTY');
  return own === 'COUNTY' && above ? named : null;
};
