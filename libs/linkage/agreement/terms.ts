import type { Role } from '@kernel/actor';
import type { Fault } from '@kernel/fault';
import type { DistributionMode } from '@kernel/linkage';
import { formsNotAllowed, inOrder } from '@kernel/linkage-form';
import { unmet } from '@kernel/refusal';
import type { SharePart } from '@validation/share';
import type { AgreementTerms, CoveredHousehold } from './paper';
import type { PartyFacts } from './facts';
import { mayOverrideRisk, riskOnHouseholds } from './risk-clause';
import type { DutiesPart, TermsPart } from '@validation/paper';

type Households = PartyFacts['households'];

/** A household keeps the village it joined with: a later merger of villages does not move an agreement (3.4, 5). */
const coveredBy = (
  part: TermsPart,
  households: Households,
  before: AgreementTerms | null,
): readonly CoveredHousehold[] =>
  part.households.flatMap(({ householdId, bindingId = null }) => {
    const joined = before?.households.find((covered) => covered.householdId === householdId);
    const villageCode = joined?.villageCode ?? households[householdId]?.villageCode;
    return villageCode === undefined ? [] : [{ householdId, villageCode, bindingId }];
  });

const share = ({ numerator, denominator }: SharePart) => ({ numerator, denominator });

const duties = ({ entity, households, government }: DutiesPart) => ({ entity, households, government });

/** The paper as it will stand in the log. */
export const termsOf = (
  part: TermsPart,
  households: Households,
  before: AgreementTerms | null,
): AgreementTerms => ({
  households: coveredBy(part, households, before),
  helpProject: part.helpProject,
  startDate: part.startDate,
  endDate: part.endDate,
  incomeDeadline: part.incomeDeadline,
  supportMeasures: part.supportMeasures,
  forms: inOrder(part.forms),
  distributionMode: part.distributionMode,
  rate: part.rate === undefined ? null : share(part.rate),
  promisedPerYearFen: part.promisedPerYearFen,
  paymentDay: part.paymentDay,
  riskClauses: part.riskClauses,
  householdLossShare: share(part.householdLossShare),
  hasGuaranteedFloor: part.hasGuaranteedFloor,
  riskNoticeSigned: part.riskNoticeSigned,
  lossShareOverrideReason: part.lossShareOverrideReason ?? null,
  duties: duties(part.duties),
});

const NEEDS_RATE: readonly DistributionMode[] = ['GUARANTEED', 'SHARE_BASED', 'GUARANTEED_PLUS_SHARE'];

const dateFaults = ({ startDate, endDate, incomeDeadline }: TermsPart): readonly Fault[] => [
  endDate < startDate && unmet('TERM_INVALID', { startDate, endDate }, '/terms/endDate'),
  (incomeDeadline < startDate || incomeDeadline > endDate) &&
    unmet('INCOME_DEADLINE_OUTSIDE_TERM', { startDate, endDate }, '/terms/incomeDeadline'),
];

/** Households that are already under the agreement may have vanished since; only a new one must be alive. */
const householdFaults = (
  { households }: TermsPart,
  known: Households,
  before: AgreementTerms | null,
): readonly Fault[] => {
  const ids = households.map(({ householdId }) => householdId);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const strangers = ids.filter((id) => known[id] === undefined);
  const isNew = (id: string): boolean => !before?.households.some(({ householdId }) => householdId === id);
  const vanished = ids.filter((id) => known[id]?.hasVanished === true && isNew(id));
  const at = '/terms/households';
  return [
    twice.length > 0 && unmet('HOUSEHOLD_LISTED_TWICE', { householdIds: twice }, at),
    strangers.length > 0 && unmet('HOUSEHOLD_UNKNOWN', { householdIds: strangers }, at),
    vanished.length > 0 && unmet('HOUSEHOLD_VANISHED', { householdIds: vanished }, at),
  ];
};

const bindingFault = ({ households }: TermsPart, facts: PartyFacts, entityId: string): Fault => {
  const foreign = households.flatMap(({ householdId, bindingId }) => {
    if (bindingId === undefined) return [];
    const bound = facts.bindings[bindingId];
    return bound?.householdId === householdId && bound.entityId === entityId ? [] : [bindingId];
  });
  return (
    foreign.length > 0 && unmet('BINDING_OF_OTHER_PARTIES', { bindingIds: foreign }, '/terms/households')
  );
};

const formFaults = (part: TermsPart, { entity }: PartyFacts): readonly Fault[] => {
  const relation = entity.kind === 'COOPERATIVE' || entity.kind === 'COOPERATIVE_UNION' ? 'HC' : 'HE';
  const foreign = formsNotAllowed(part.forms, relation);
  return [
    foreign.length > 0 &&
      unmet('FORM_NOT_ALLOWED_FOR_RELATION', { relation, forms: foreign }, '/terms/forms'),
    NEEDS_RATE.includes(part.distributionMode) &&
      part.rate === undefined &&
      unmet('RATE_MISSING', { mode: part.distributionMode }, '/terms/rate'),
  ];
};

/** R34. What the county has once allowed stays allowed while its reason stays in the text. */
const riskFault = (part: TermsPart, role: Role, before: AgreementTerms | null): Fault => {
  const risk = riskOnHouseholds(part);
  const reason = part.lossShareOverrideReason;
  if (risk === null) return null;
  if (reason === undefined) return unmet('HOUSEHOLD_BEARS_RISK', { risk }, '/terms/householdLossShare');
  const allowed = mayOverrideRisk(role) || before?.lossShareOverrideReason === reason;
  return !allowed && unmet('RISK_OVERRIDE_NEEDS_COUNTY', { risk }, '/terms/lossShareOverrideReason');
};

export interface Draft {
  readonly part: TermsPart;
  readonly entityId: string;
  readonly before: AgreementTerms | null;
}

/** Everything the text must satisfy, listed together. */
export const termsFaults = (
  { part, entityId, before }: Draft,
  facts: PartyFacts,
  role: Role,
): readonly Fault[] => [
  ...dateFaults(part),
  ...householdFaults(part, facts.households, before),
  bindingFault(part, facts, entityId),
  ...formFaults(part, facts),
  riskFault(part, role, before),
];
