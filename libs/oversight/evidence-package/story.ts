import { divisionCode } from '@kernel/division-code';
import type { EvidencePackageEvent, Making } from './events';

export const COUNTY = divisionCode('530424000000');
export const HERE = 'a1b2c3d4';

export const requested = {
  type: 'EvidencePackageRequested',
  data: {
    ...{ kind: 'division', name: '530424102000', recipient: 'AUDITOR', purpose: '2024 年度分红审计' },
    ...{ scope: COUNTY, requestedBy: 'shen' },
  },
} as const satisfies EvidencePackageEvent;

export const begun = {
  type: 'EvidencePackageBegun',
  data: { keeper: HERE },
} as const satisfies EvidencePackageEvent;

export const making = (sha256: string): Making => ({
  ...{
    keeper: HERE,
    madeAt: '2025-03-01T02:00:00.000Z',
    seal: 3,
    code: 'KX3P9-2M7QD-H4RTW-81NBC-Y',
    treeSize: 900,
  },
  ...{ bytes: 30_000, sha256, manifestSha256: 'b'.repeat(64), events: 12, masked: 0, withheld: 0 },
  expiresAt: '2025-03-08T02:00:00.000Z',
});

export const made = (sha256: string): EvidencePackageEvent => ({
  type: 'EvidencePackageMade',
  data: making(sha256),
});

export const failed = {
  type: 'EvidencePackageFailed',
  data: { code: 'REFUSED', message: 'nothing is sealed yet: seal the log first' },
} as const satisfies EvidencePackageEvent;
