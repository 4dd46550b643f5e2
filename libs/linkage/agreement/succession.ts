import type { Decide } from '@kernel/decider';
import { isIdle } from '@kernel/lifecycle';
import { requireNoneWaits } from './amending';
import type { AgreementEvent } from './events';
import { steps } from './lifecycle';
import type { AgreementTerms } from './paper';
import type { SuccessionFacts } from './parties';
import type { Agreement } from './state';
import type { SucceedEntity, SucceedHousehold } from './succession-commands';

/** What was signed binds who comes of the household that signed: the terms stay, and so does the village that counted for the level. */
export const succeed: Decide<SucceedHousehold, Agreement, AgreementEvent> = (command, agreement, facts) => {
  const { phase, terms, amendment, termination } = agreement;
  const { householdId, successorId } = command;
  const remains = command.place === 'BESIDE';
  if (isIdle(steps.SucceedHousehold, phase) || terms === null) return [];
  const isCovered = (id: string): boolean => terms.households.some((one) => one.householdId === id);
  if (!isCovered(householdId) || isCovered(successorId)) return [];
  requireNoneWaits(amendment, termination);
  const data = {
    householdId,
    successorId,
    remains,
    terms: succeeded(terms, command),
    on: facts.effectiveDate,
  };
  return [{ type: 'AgreementHouseholdSucceeded', data }];
};

const succeeded = (terms: AgreementTerms, command: SucceedHousehold): AgreementTerms => {
  const { householdId, successorId, bindingId = null, place } = command;
  const households = terms.households.flatMap((line) => {
    if (line.householdId !== householdId) return [line];
    const successor = { ...line, householdId: successorId, bindingId };
    return place === 'BESIDE' ? [{ ...line, bindingId: null }, successor] : [successor];
  });
  return { ...terms, households };
};

/** What was signed binds the entity that stays when its duplicate is struck off; a paper that binds nobody yet falls with that. */
export const succeedEntity: Decide<SucceedEntity, Agreement, AgreementEvent, SuccessionFacts> = (
  { entityId, successorId, evaluatedThrough = null },
  { phase, terms, entityId: before },
  { entityVillage, bindings, effectiveDate: on },
) => {
  if (isIdle(steps.SucceedEntity, phase) || terms === null || before !== entityId) return [];
  if (phase === 'DRAFT' || phase === 'PENDING_SIGNATURE')
    return [{ type: 'AgreementDraftWithdrawn', data: { cause: 'ENTITY_DEREGISTERED', on } }];
  const households = terms.households.map((line) => ({
    ...line,
    bindingId: line.bindingId && (bindings[line.bindingId] ?? null),
  }));
  const data = {
    entityId,
    successorId,
    entityVillage,
    terms: { ...terms, households },
    evaluatedThrough,
    on,
  };
  return [{ type: 'AgreementEntitySucceeded', data }];
};
