import type { Actor, Role } from '@kernel/actor';
import { divisionCode, parentOf, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Json } from '@kernel/json';
import type { Industry, LeadingLevel, LinkageForm } from '@kernel/linkage';
import type { Succession } from '@kernel/succession';
import { put, type Projector } from '@projection/projector';
import type { Happening } from '@testing/events';
import { parameterView } from '@linkage/income/story';
import { coverage } from './projector';

export const COUNTY = divisionCode('530424000000');
export const PANXI = divisionCode('530424102000');
export const [FIRST_VILLAGE, SECOND_VILLAGE, OTHER_VILLAGE] = [
  divisionCode('530424102201'),
  divisionCode('530424102202'),
  divisionCode('530424103201'),
] as const;

export const somebody = (role: Role, scope = COUNTY): Actor => ({ user: role, role, scope });

/** The day a fact is true, and the day it is entered where that is another. */
export type When = string | { readonly on: string; readonly recorded: string };

const happening = (
  stream: string,
  type: string,
  told: { data?: Record<string, Json>; when: When },
): Happening => {
  const { on, recorded } = typeof told.when === 'string' ? { on: told.when, recorded: told.when } : told.when;
  const data = { on, ...told.data };
  return { stream, type, data, effectiveDate: on, recordedAt: `${recorded}T02:00:00.000Z` };
};

/** Events of one stream. */
const telling =
  (stream: string) =>
  (type: string) =>
  (when: When, data: Record<string, Json> = {}) =>
    happening(stream, type, { data, when });

export const householdId = (no: string): string => derivedId('household', no);
export const entityId = (name: string): string => derivedId('entity', name);
export const bindingId = (no: string, entity: string, industry: Industry): string =>
  derivedId('householdBinding', householdId(no), entityId(entity), industry);
export const chainId = (enterprise: string, cooperative: string, industry: Industry): string =>
  derivedId('enterpriseBinding', entityId(enterprise), entityId(cooperative), industry);

/** One household's days. */
export const household = (no: string) => {
  const told = telling(`household-${householdId(no)}`);
  return {
    registered: (village: string, when: When) =>
      told('HouseholdRegistered')(when, {
        householdId: householdId(no),
        householdNo: no,
        villageCode: village,
      }),
    alleviated: told('AlleviatedRecordSet'),
    neverAlleviated: told('AlleviatedRecordVoided'),
    monitored: (when: When) => told('MonitoringIdentified')(when, { category: 'MARGINAL', riskFactors: [] }),
    riskEliminated: told('RiskEliminated'),
    neverMonitored: (when: When, restored: { readonly [field: string]: Json } | null = null) =>
      told('MonitoringVoided')(when, { records: [], restored, riskFactors: null }),
    lowIncome: (when: When) => told('LowIncomeSet')(when, { kind: 'MINIMUM_LIVING' }),
    lowIncomeCleared: told('LowIncomeCleared'),
    assessed: (when: When, hasDevelopmentConditions = true, isWilling = true) =>
      told('EligibilityAssessed')(when, {
        ...{ hasDevelopmentConditions, isWilling },
        reasonIfNot: hasDevelopmentConditions && isWilling ? null : 'REFUSED',
        evidence: 'statement-1',
      }),
    moved: (to: string, when: When) => told('HouseholdMoved')(when, { to }),
    stillThere: (villageCode: string, when: When) => told('HouseholdVanishingVoided')(when, { villageCode }),
    vanished: (when: When) => told('HouseholdVanished')(when, { cause: 'MOVED_AWAY' }),
  };
};

interface Offer {
  readonly industry?: Industry;
  readonly forms?: readonly LinkageForm[];
  readonly relation?: 'HC' | 'HE';
}

/** One household's binding to an entity. */
export const binding = (no: string, entity: string, offer: Offer = {}) => {
  const { industry = 'FRUIT', forms = ['ORDER_FARMING'], relation = 'HC' } = offer;
  const stream = `householdBinding-${bindingId(no, entity, industry)}`;
  const told = telling(stream);
  const dayOf = (when: When) => (typeof when === 'string' ? when : when.on);
  return {
    proposed: (when: When) =>
      told('HouseholdBindingProposed')(when, {
        ...{ householdId: householdId(no), entityId: entityId(entity), relation, industry },
        forms: [...forms],
      }),
    activated: (when: When, otherFormAcceptance: string | null = null) =>
      told('HouseholdBindingActivated')(when, { from: dayOf(when), otherFormAcceptance }),
    formsChanged: (when: When, changed: readonly LinkageForm[], otherFormAcceptance: string | null = null) =>
      told('BindingFormsChanged')(when, { forms: [...changed], otherFormAcceptance }),
    suspended: told('BindingSuspended'),
    resumed: told('BindingResumed'),
    ended: told('HouseholdBindingEnded'),
  };
};

/** Proposed and activated on one day. */
export const bound = (
  no: string,
  entity: string,
  when: When | (Offer & { readonly when: When }),
): readonly Happening[] => {
  const { when: day, ...offer } = typeof when === 'object' && 'when' in when ? when : { when };
  return [binding(no, entity, offer).proposed(day), binding(no, entity, offer).activated(day)];
};

/** One operating entity's days. */
export const entity = (name: string) => {
  const told = telling(`entity-${entityId(name)}`);
  return {
    registered: (village: string, when: When, leadingLevel: LeadingLevel | null = null) =>
      told('EntityRegistered')(when, {
        ...{ entityId: entityId(name), name, villageCode: village, leadingLevel },
        kind: leadingLevel === null ? 'COOPERATIVE' : 'LEADING_ENTERPRISE',
      }),
    approved: told('EntityApproved'),
    suspended: told('EntitySuspended'),
    resumed: told('EntityResumed'),
    revoked: told('EligibilityRevoked'),
    deregistered: told('EntityDeregistered'),
    stillThere: (restored: string, when: When) => told('EntityDeregistrationVoided')(when, { restored }),
    levelChanged: (level: LeadingLevel, when: When) => told('LeadingLevelChanged')(when, { level }),
  };
};

/** Registered and approved on one day. */
export const approved = (
  name: string,
  when: When,
  more: { readonly village?: string; readonly level?: LeadingLevel } = {},
): readonly Happening[] => [
  entity(name).registered(more.village ?? FIRST_VILLAGE, when, more.level ?? null),
  entity(name).approved(when),
];

/** A leading enterprise bound to a cooperative. */
export const chain = (enterprise: string, cooperative: string, industry: Industry = 'FRUIT') => {
  const stream = `enterpriseBinding-${chainId(enterprise, cooperative, industry)}`;
  const sides = { enterpriseId: entityId(enterprise), cooperativeId: entityId(cooperative) };
  return {
    proposed: (when: When) =>
      happening(stream, 'EnterpriseBindingProposed', { when, data: { ...sides, industry } }),
    activated: (when: When) =>
      happening(stream, 'EnterpriseBindingActivated', {
        ...{ when, data: { from: typeof when === 'string' ? when : when.on } },
      }),
    suspended: (when: When) => happening(stream, 'EnterpriseBindingSuspended', { when }),
    ended: (when: When) => happening(stream, 'EnterpriseBindingEnded', { when }),
  };
};

export const chained = (
  enterprise: string,
  cooperative: string,
  when: When | { readonly when: When; readonly industry: Industry },
): readonly Happening[] => {
  const told = typeof when === 'object' && 'when' in when ? when : { when, industry: 'FRUIT' as const };
  const one = chain(enterprise, cooperative, told.industry);
  return [one.proposed(told.when), one.activated(told.when)];
};

export const merged = (code: string, into: string, when: When): Happening =>
  happening(`division-${derivedId('division', code)}`, 'DivisionMerged', { when, data: { code, into } });

/** The successor map that follows from what happened. */
export const successionsIn = (happenings: readonly Happening[]): readonly Succession[] =>
  happenings
    .filter(({ type }) => type === 'DivisionMerged')
    .map(({ data, recordedAt }) => ({ ...data, recordedAt }) as unknown as Succession);

export const divided = (code: string, level: string, name: string): Happening =>
  happening(`division-${derivedId('division', code)}`, 'DivisionRegistered', {
    ...{ when: '2020-01-01', data: { code, name, level, source: 'spec' } },
  });

const VALUES: Readonly<Record<string, Json>> = {
  'coverage.targetCategories': ['ALLEVIATED', 'MONITORED'],
  'coverage.target': { numerator: 1, denominator: 1 },
  'coverage.includeRiskEliminated': true,
  'coverage.requireEligibility': true,
  'coverage.mode': 'DOUBLE',
  'coverage.minLeadingLevel': 'CULTIVATED',
  'coverage.countDirectHE': false,
  'coverage.movementDays': 60,
  'coverage.weakForms': ['SOCIALIZED_SERVICE', 'TECHNICAL_SERVICE', 'MARKET_MATCHMAKING'],
};

/** The county's parameters, as offered by the catalogue where nothing else is said. */
export const parameters = (more: Readonly<Record<string, Json>> = {}): readonly Happening[] =>
  Object.entries({ ...VALUES, ...more }).map(([key, value]) =>
    happening(`parameter-${derivedId('parameter', key)}`, 'PolicyParameterSet', {
      when: '2022-01-01',
      data: {
        ...{ entryId: derivedId('entry', key), key, scope: COUNTY, value, effectiveFrom: '2022-01-01' },
        ...{ effectiveTo: null, sourceDocument: '华政办发〔2022〕1号', clause: null, approvedBy: 'county' },
      },
    }),
  );

const DIVISIONS: Projector = {
  name: 'division',
  version: 1,
  categories: ['division'],
  collections: { divisions: { indexes: [{ fields: ['parent', 'division'] }] } },
  needs: () => [],
  project: ({ type, data }) => {
    if (type !== 'DivisionRegistered') return [];
    const { code, name, level } = data as { code: DivisionCode; name: string; level: string };
    const names = [{ name, from: '2020-01-01' }];
    return [put('divisions', { id: code, division: code, parent: parentOf(code), name, level, names })];
  },
};

/** The views that coverage questions are answered from; those of other modules as far as they are read here. */
export const VIEWS: readonly Projector[] = [coverage, parameterView, DIVISIONS];
