import { expect } from '@jest/globals';
import type { RunningCounty } from './running-county';

/** A household that lost its cooperative is bound to an enterprise: it is in no cooperative yet, and still to be re-homed (R18). */
export const linkDirectly = async (county: RunningCounty, entityId: string): Promise<void> => {
  const reviewer = county.as('COUNTY_INFORMANT');
  const open = { state: 'OPEN', limit: 1 };
  const { items } = await reviewer.sees('/re-homings', open);
  const { householdId, division } = items[0] as Record<string, string>;
  const clerk = county.as('VILLAGE_INFORMANT', division);
  const linked = await clerk.does('/household-bindings', {
    ...{ householdId, entityId, industry: 'FRUIT', forms: ['ORDER_FARMING'] },
    ...{ startDate: '2025-03-11', agreementDueBy: '2025-06-30' },
  });
  const path = `/household-bindings/${linked.id as string}`;
  await clerk.does(`${path}/submit`, { consentRef: 'consent-3' });
  await reviewer.does(`${path}/activate`);
  const { items: waiting } = await reviewer.sees('/re-homings', { ...open, householdId });
  expect(waiting).toMatchObject([{ relation: 'HC', rehomedTo: null }]);
  const gap = { division, asOf: '2025-03-11', which: 'GAP', limit: 500 };
  const { items: uncovered } = await reviewer.sees('/coverage/households', gap);
  expect(uncovered).toContainEqual(expect.objectContaining({ id: householdId }));
};
