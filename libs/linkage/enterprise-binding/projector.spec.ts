import { describe, it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import type { EnterpriseBindingEvent } from './events';
import { enterpriseBindingLedger } from './projector';
import { activated, approved, COOPERATIVE, ended, ENTERPRISE, proposed, suspended } from './story';

const happened = (...events: readonly EnterpriseBindingEvent[]) =>
  givenEvents(
    ...events.map(({ type, data }) => ({ stream: 'enterpriseBinding-e1', type, data: data as never })),
  ).project(enterpriseBindingLedger);

describe('the ledger of enterprises bound to cooperatives', () => {
  it('shows both sides, the contract and the term', () => {
    happened(proposed, approved, activated).thenPartly('enterprise-bindings', 'e1', {
      ...{ division: '530424102201', enterpriseId: ENTERPRISE, cooperativeId: COOPERATIVE },
      sideIds: [ENTERPRISE, COOPERATIVE],
      ...{ industry: 'FRUIT', state: 'ACTIVE', term: 1, tightness: 'CONTRACT', riskBearer: 'ENTERPRISE' },
      ...{ orderAmountFen: 120_000_000, from: '2025-01-10', endDate: '2026-12-31' },
      leadingLevelAtApproval: 'COUNTY',
    });
  });

  it('follows suspension, resumption, return and end', () => {
    const on = suspended.data.on;
    happened(proposed, approved, activated, suspended).thenPartly('enterprise-bindings', 'e1', {
      state: 'SUSPENDED',
    });
    happened(proposed, approved, activated, suspended, {
      type: 'EnterpriseBindingResumed',
      data: { on },
    }).thenPartly('enterprise-bindings', 'e1', { state: 'ACTIVE' });
    happened(proposed, {
      type: 'EnterpriseBindingReturned',
      data: { reason: '缺合同', on },
    }).thenPartly('enterprise-bindings', 'e1', {
      ...{ state: 'RETURNED', returnReason: '缺合同', returnedOn: on },
    });
    happened(proposed, { type: 'EnterpriseBindingWithdrawn', data: { on } }).thenPartly(
      'enterprise-bindings',
      'e1',
      { state: 'WITHDRAWN' },
    );
    happened(proposed, approved, activated, ended).thenPartly('enterprise-bindings', 'e1', {
      ...{ state: 'ENDED', endedOn: '2025-02-20', endCause: 'ENTITY_REVOKED' },
    });
  });
});
