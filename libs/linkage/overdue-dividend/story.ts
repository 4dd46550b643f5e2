import type { Json } from '@kernel/json';
import { parameterId } from '@registry/parameter/state';
import { entry } from '@registry/parameter/story';
import type { Happening } from '@testing/events';

export const HOME = '530424102201';
export const COOP = 'coop';

const ofAgreement = (type: string, data: Readonly<Record<string, Json>>, id = 'a1'): Happening => ({
  ...{ stream: `agreement-${id}`, type, data },
});

const paper = (more: object) => ({
  ...{ distributionMode: 'GUARANTEED', paymentDay: '12-20', endDate: '2027-02-28' },
  ...more,
});

export const drafted = (more: object = {}, id?: string): Happening => {
  const parties = { entityId: COOP, entityVillage: HOME, renews: null };
  return ofAgreement('AgreementDrafted', { ...parties, terms: paper(more), on: '2023-02-01' }, id);
};
export const inForce = (on: string, id?: string): Happening =>
  ofAgreement('AgreementEnteredIntoForce', { on }, id);
export const amended = (on: string, more: object): Happening =>
  ofAgreement('AgreementAmended', { terms: paper(more), version: 2, on });
export const terminated = (on: string): Happening => ofAgreement('AgreementTerminated', { on });
export const expired = (on: string): Happening => ofAgreement('AgreementExpired', { on });

export const declared = (id: string, year: number, agreementId: string | null = 'a1'): Happening => ({
  ...{ stream: `distribution-${id}`, type: 'DistributionDeclared' },
  data: { agreementId, periodFrom: `${String(year)}-01-01`, periodTo: `${String(year)}-12-31` },
});
export const withdrawn = (id: string): Happening => ({
  ...{ stream: `distribution-${id}`, type: 'DistributionWithdrawn', data: { on: '2025-01-02' } },
});

const decided = (key: string, value: number, more: object): Happening => ({
  ...{ stream: `parameter-${parameterId(key)}`, type: 'PolicyParameterSet' },
  data: { ...entry(`${key}-${String(value)}`, { key, value, ...more }) },
});
export const atLeast = (times: number, more: object = {}): Happening =>
  decided('dividend.minFrequencyPerYear', times, more);
export const grace = (days: number): Happening => decided('dividend.overdueGraceDays', days, {});
