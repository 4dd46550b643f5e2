import { addDays } from '@kernel/calendar-date';
import { DISTRIBUTION_MODES } from '@kernel/linkage';
import { householdBinding } from '@linkage/household-binding/state';
import { entity } from '@registry/entity/state';
import type { Model } from './model';
import type { Body } from './request';
import type { Roll } from './roll';
import { amount, formsFor, livingHouseholds, oneOf, ratio, relationOf } from './values';

const covered = (model: Model, roll: Roll, entityId: string) => {
  const living = livingHouseholds(model);
  const ids = living.length === 0 ? [oneOf([], roll)] : roll.some(living, 4);
  return ids.map((householdId) => {
    const bound = model.ids(
      householdBinding,
      (one) => one.householdId === householdId && one.entityId === entityId,
    );
    return { householdId, ...(bound.length > 0 && roll.happens(0.8) ? { bindingId: roll.pick(bound) } : {}) };
  });
};

const term = (model: Model, roll: Roll, startDate: string) => {
  const start = startDate as typeof model.today;
  const endDate = addDays(start, roll.whole(60, 700));
  return { startDate, endDate, incomeDeadline: addDays(start, roll.whole(0, 60)) };
};

/** What a paper says that mostly nobody objects to. */
export const someTerms = (model: Model, roll: Roll, entityId: string, startDate?: string): Body => ({
  households: covered(model, roll, entityId),
  helpProject: '柑桔种植',
  ...term(model, roll, startDate ?? model.day(roll, -30, 20)),
  supportMeasures: ['技术培训'],
  forms: formsFor(relationOf(model.state(entity, entityId).kind), roll),
  distributionMode: roll.pick(DISTRIBUTION_MODES),
  ...roll.maybe(0.95, { rate: ratio(roll) }),
  ...{ promisedPerYearFen: amount(roll), paymentDay: roll.pick(['12-20', '02-29', '01-31']) },
  riskClauses: ['自然灾害由保险承担'],
  householdLossShare: roll.happens(0.9) ? { numerator: 0, denominator: 1 } : ratio(roll),
  ...{ hasGuaranteedFloor: roll.happens(0.9), riskNoticeSigned: roll.happens(0.5) },
  ...roll.maybe(0.1, { lossShareOverrideReason: '农户自愿' }),
  duties: { entity: '包户', households: '种好', government: '服务' },
});
