import { ANY_STATE, BY_RULE, phased, type Steps } from '@kernel/lifecycle';
import { OPEN, type EvidencePackagePhase } from './state';

export const steps = {
  RequestEvidencePackage: { in: ['ABSENT'], otherwise: 'EVIDENCE_PACKAGE_REQUESTED_ALREADY' },
  BeginEvidencePackage: { in: OPEN, otherwise: 'EVIDENCE_PACKAGE_TAKEN_UP_ALREADY' },
  RecordEvidencePackage: ANY_STATE,
  FailEvidencePackage: { in: OPEN, otherwise: null },
  TakeEvidencePackage: BY_RULE,
} satisfies Steps<EvidencePackagePhase>;

export const lifecycle = phased(steps);
