import type { Decide } from '@kernel/decider';
import { isIdle } from '@kernel/lifecycle';
import { require } from '@kernel/refusal';
import type { PassDividendLine, SucceedDistributionEntity } from './commands';
import type { DistributionEvent } from './events';
import type { SuccessionFacts } from './facts';
import { unpaidOf } from './ledger';
import { steps } from './lifecycle';
import { waiting } from './payment';
import type { Distribution } from './state';

/** Paid is paid, and what is withheld stays with whom it was reckoned for until the village resolves (R13); nothing passes twice. */
export const pass: Decide<PassDividendLine, Distribution, DistributionEvent> = (
  { householdId, successorId, successorNo },
  distribution,
  facts,
) => {
  if (isIdle(steps.PassDividendLine, distribution.phase)) return [];
  const line = Object.hasOwn(distribution.ledger, householdId) ? distribution.ledger[householdId] : undefined;
  const amountFen = line === undefined ? 0 : unpaidOf(line);
  if (amountFen === 0) return [];
  require(!waiting(distribution).has(householdId), 'LINE_IN_UNCONFIRMED_BATCH', {}, '/householdId');
  const data = { householdId, successorId, successorNo, amountFen, on: facts.effectiveDate };
  return [{ type: 'DividendLinePassed', data }];
};

/** All that stands, also what is paid: what is put right later is put right with the entity that stays. */
export const succeedEntity: Decide<
  SucceedDistributionEntity,
  Distribution,
  DistributionEvent,
  SuccessionFacts
> = ({ entityId, successorId }, distribution, { villageCode, effectiveDate: on }) => {
  const isIdleHere = isIdle(steps.SucceedDistributionEntity, distribution.phase);
  if (isIdleHere || distribution.entityId !== entityId) return [];
  return [{ type: 'DistributionEntitySucceeded', data: { entityId, successorId, villageCode, on } }];
};
