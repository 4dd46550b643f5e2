import { actsFor } from '@kernel/actor';
import type { Decide } from '@kernel/decider';
import { entityFault, futureFault, orderFault, type Fault } from '@kernel/fault';
import { isTaken } from '@kernel/lifecycle';
import { reaches } from '@kernel/ratio';
import { require, requireAll, unmet } from '@kernel/refusal';
import type {
  AdoptDividendScheme,
  DraftDividendScheme,
  ReviseDividendScheme,
  SucceedSchemeEntity,
} from './commands';
import { quantified } from './equity';
import type { DividendSchemeEvent, SchemeTerms } from './events';
import type { AdoptionFacts, AgreementKnown, DraftingFacts, SuccessionFacts } from './facts';
import { steps } from './lifecycle';
import type { DividendScheme } from './state';
import { termsFaults, termsOf } from './terms';

type Rule<Command, Facts> = Decide<Command, DividendScheme, DividendSchemeEvent, Facts>;

const agreementFault = (agreement: AgreementKnown | null, entityId: string): Fault => {
  if (agreement === null) return null;
  if (agreement.phase === 'ABSENT') return unmet('AGREEMENT_UNKNOWN', {}, '/agreementId');
  return (
    agreement.entityId !== entityId &&
    unmet('AGREEMENT_OF_ANOTHER_ENTITY', { agreementIds: [agreement.id] }, '/agreementId')
  );
};

export const draft: Rule<DraftDividendScheme, DraftingFacts> = (command, _scheme, facts) => {
  const { entityId, agreementId = null } = command;
  const { villageCode } = facts.entity;
  require(villageCode !== null, 'ENTITY_UNKNOWN', {}, '/entityId');
  requireAll(
    futureFault(facts),
    entityFault(facts.entity),
    agreementFault(facts.agreement, entityId),
    ...termsFaults(command.terms, facts.households),
  );
  const data = {
    ...{ schemeId: facts.id, entityId, agreementId, villageCode },
    ...{ terms: termsOf(command.terms, facts.households), draftedBy: facts.actor.user },
    on: facts.effectiveDate,
  };
  return [{ type: 'DividendSchemeDrafted', data }];
};

/** The law on cooperatives: most of the surplus goes back by transaction volume (R15). */
const patronageFault = ({ patronageShare }: SchemeTerms, { patronageMinimum }: AdoptionFacts): Fault =>
  patronageShare !== null &&
  patronageMinimum !== null &&
  reaches(patronageShare, patronageMinimum) !== true &&
  unmet('PATRONAGE_BELOW_MINIMUM', { share: patronageShare, minimum: patronageMinimum });

const frequencyFault = ({ timesPerYear }: SchemeTerms, { leastTimesPerYear }: AdoptionFacts): Fault =>
  timesPerYear < leastTimesPerYear &&
  unmet('DISTRIBUTION_TOO_RARE', { timesPerYear, least: leastTimesPerYear });

/** A scheme rests on a paper that holds, where it names one. */
const paperFault = (agreement: AgreementKnown | null): Fault =>
  agreement !== null &&
  !['CONCLUDED', 'IN_FORCE', 'RECTIFYING'].includes(agreement.phase) &&
  unmet('AGREEMENT_NOT_IN_FORCE', { state: agreement.phase });

export const adopt: Rule<AdoptDividendScheme, AdoptionFacts> = (command, scheme, facts) => {
  const { terms, version, draftedBy, phase: state } = scheme;
  const { user } = facts.actor;
  const step = steps.AdoptDividendScheme;
  require(isTaken(step, state) && terms !== null, step.otherwise, { state });
  require(!actsFor(facts, draftedBy), 'ADOPTER_IS_DRAFTER');
  requireAll(
    futureFault(facts),
    orderFault(scheme.since, facts.effectiveDate),
    entityFault(facts.entity),
    paperFault(facts.agreement),
    patronageFault(terms, facts),
    frequencyFault(terms, facts),
  );
  const { fiscalFundFen: fundFen } = terms;
  const equity = fundFen === null || facts.equityRule === null ? null : quantified(fundFen, facts.equityRule);
  const { minutesRef } = command;
  const data = { minutesRef, version, adoptedBy: user, equity, on: facts.effectiveDate };
  return [{ type: 'DividendSchemeAdopted', data }];
};

export const revise: Rule<ReviseDividendScheme, DraftingFacts> = (command, scheme, facts) => {
  requireAll(
    futureFault(facts),
    orderFault(scheme.since, facts.effectiveDate),
    entityFault(facts.entity),
    ...termsFaults(command.terms, facts.households),
  );
  const terms = termsOf(command.terms, facts.households);
  const data = { version: scheme.version + 1, terms, draftedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'DividendSchemeRevised', data }];
};

export const succeedEntity: Rule<SucceedSchemeEntity, SuccessionFacts> = (
  { entityId, successorId },
  scheme,
  { villageCode, effectiveDate: on },
) => {
  if (scheme.entityId !== entityId) return [];
  return [{ type: 'DividendSchemeEntitySucceeded', data: { entityId, successorId, villageCode, on } }];
};
