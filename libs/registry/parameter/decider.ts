import { actsFor } from '@kernel/actor';
import type { Circumstances, Decide } from '@kernel/decider';
import { requireReason } from '@kernel/fault';
import { require, requireAll, unmet, type Unmet } from '@kernel/refusal';
import { CATALOGUE, isCatalogued } from './catalogue';
import type {
  ApprovePolicyParameter,
  ProposePolicyParameter,
  RefusePolicyParameter,
  WithdrawPolicyParameter,
} from './commands';
import type { ParameterEntry, ParameterEvent, ParameterTerms } from './events';
import { entryAt, type Parameter, type Proposal } from './state';

type Rule<C> = Decide<C, Parameter, ParameterEvent>;

/** What would keep the value from holding is told to who proposes it, and is asked again when somebody approves it. */
export const propose: Rule<ProposePolicyParameter> = (command, parameter, facts) => {
  const { key, scope, value, effectiveFrom, effectiveTo = null, sourceDocument, clause = null } = command;
  const { commandId: entryId, actor, reason } = facts;
  const terms = { entryId, key, scope, value, effectiveFrom, effectiveTo, sourceDocument, clause };
  replacedBy(terms, parameter, reason);
  return [{ type: 'PolicyParameterProposed', data: { ...terms, proposedBy: actor.user, reason } }];
};

/** Nothing is edited: a value of the same place that holds on the first day is superseded. */
export const approve: Rule<ApprovePolicyParameter> = (command, parameter, facts) => {
  const proposal = draftIn(parameter, command);
  requireAnother(proposal, facts);
  const replaced = replacedBy(proposal.terms, parameter, proposal.reason ?? facts.reason);
  const entry: ParameterEntry = { ...proposal.terms, approvedBy: facts.actor.user };
  if (replaced === null) return [{ type: 'PolicyParameterSet', data: entry }];
  return [{ type: 'PolicyParameterSuperseded', data: { ...entry, replaces: replaced.entryId } }];
};

export const refuse: Rule<RefusePolicyParameter> = (command, parameter, facts) => {
  const proposal = draftIn(parameter, command);
  requireAnother(proposal, facts);
  requireReason(facts);
  const { entryId, key, scope } = proposal.terms;
  const data = { entryId, key, scope, refusedBy: facts.actor.user };
  return [{ type: 'PolicyParameterProposalRefused', data }];
};

export const withdraw: Rule<WithdrawPolicyParameter> = (command, parameter, facts) => {
  const { terms, proposedBy } = draftIn(parameter, command);
  require(actsFor(facts, proposedBy), 'PARAMETER_WITHDRAWN_BY_ANOTHER');
  requireReason(facts);
  const { entryId, key, scope } = terms;
  const data = { entryId, key, scope, withdrawnBy: facts.actor.user };
  return [{ type: 'PolicyParameterProposalWithdrawn', data }];
};

const draftIn = (
  { proposals }: Parameter,
  { key, entryId }: Pick<ParameterTerms, 'key' | 'entryId'>,
): Proposal => {
  const proposal = proposals[entryId];
  require(proposal !== undefined, 'PARAMETER_PROPOSAL_UNKNOWN', { key }, '/entryId');
  const { state } = proposal;
  require(state === 'DRAFT', 'PARAMETER_PROPOSAL_DECIDED', { state }, '/entryId');
  return proposal;
};

/** Who entered does not approve. */
const requireAnother = ({ proposedBy }: Proposal, facts: Circumstances): void => {
  require(!actsFor(facts, proposedBy), 'PARAMETER_DECIDED_BY_PROPOSER', { user: proposedBy });
};

/** What the value would take the place of; a value that never held is replaced only with a reason. */
const replacedBy = (
  terms: ParameterTerms,
  { entries }: Parameter,
  reason: string | null,
): ParameterEntry | null => {
  const { scope, effectiveFrom } = terms;
  const here = entries.filter((entry) => entry.scope === scope);
  requireAll(valueFault(terms), ...intervalFaults(terms, here));
  const replaced = entryAt(here, scope, effectiveFrom);
  const isCorrection = replaced?.effectiveFrom === effectiveFrom;
  require(!isCorrection || reason !== null, 'REASON_REQUIRED', {}, '/reason');
  return replaced;
};

const valueFault = ({ key, value }: ParameterTerms): Unmet | false => {
  require(isCatalogued(key), 'PARAMETER_UNKNOWN', { key }, '/key');
  const { accepts, expected } = CATALOGUE[key];
  return !accepts(value) && unmet('PARAMETER_VALUE_INVALID', { key, expected }, '/value');
};

const intervalFaults = (
  { effectiveFrom, effectiveTo }: ParameterTerms,
  here: readonly ParameterEntry[],
): readonly (Unmet | false)[] => {
  const later = here
    .map((entry) => entry.effectiveFrom)
    .filter((from) => from > effectiveFrom)
    .sort()[0];
  const overlaps = later !== undefined && (effectiveTo === null || effectiveTo >= later);
  return [
    effectiveTo !== null &&
      effectiveTo < effectiveFrom &&
      unmet('PARAMETER_INTERVAL_INVALID', {}, '/effectiveTo'),
    overlaps && unmet('PARAMETER_OVERLAPS_LATER', { from: later }, '/effectiveTo'),
  ];
};
