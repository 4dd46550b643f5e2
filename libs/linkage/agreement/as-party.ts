import { ownAmong, type Actor } from '@kernel/actor';
import type { Amendment } from './amendment';
import type { ProposedTermination } from './proposed-termination';
import type { AgreementRow } from './projector';
import type { Signature } from './signature';

/** That a party has signed, and not by whose hand: that of the households may be another head's. */
type UnnamedSignature = Omit<Signature, 'signedBy'>;

/** Without where the others live, which is why a level is required. */
type AmendmentToParty = Omit<Amendment, 'explanation' | 'signatures'> & {
  readonly signatures: readonly UnnamedSignature[];
};

type TerminationToParty = Omit<ProposedTermination, 'signatures'> & {
  readonly signatures: readonly UnnamedSignature[];
};

/** Of what waits for signatures a household sees less than its officers do. */
type AgreementSeen = Omit<AgreementRow, 'partyIds' | 'amendment' | 'termination'> & {
  readonly amendment: Amendment | AmendmentToParty | null;
  readonly termination: ProposedTermination | TerminationToParty | null;
};

const unnamed = ({ party, on }: Signature): UnnamedSignature => ({ party, on });

const own = (head: Actor, ids: readonly string[]): readonly string[] => ownAmong(head, ids, (id) => id);

const amendedFor = (head: Actor, { explanation: _where, ...amendment }: Amendment): AmendmentToParty => ({
  ...amendment,
  terms: {
    ...amendment.terms,
    households: ownAmong(head, amendment.terms.households, ({ householdId }) => householdId),
  },
  signedHouseholds: own(head, amendment.signedHouseholds),
  signatures: amendment.signatures.map(unnamed),
});

const partingFor = (head: Actor, termination: ProposedTermination): TerminationToParty => ({
  ...termination,
  signedHouseholds: own(head, termination.signedHouseholds),
  signatures: termination.signatures.map(unnamed),
});

/**
 * The agreement as who asks may see it. A household is a party to the paper, so it sees what the paper says, how many it binds and
 * what they are promised together, and of all who are listed and have signed itself alone.
 */
export const asParty = (viewer: Actor, { partyIds: _sought, ...row }: AgreementRow): AgreementSeen =>
  viewer.role === 'HOUSEHOLD'
    ? {
        ...row,
        householdIds: own(viewer, row.householdIds),
        signedHouseholds: own(viewer, row.signedHouseholds),
        amendment: row.amendment && amendedFor(viewer, row.amendment),
        termination: row.termination && partingFor(viewer, row.termination),
      }
    : row;
