import { addDays, addMonths, type CalendarDate } from '@kernel/calendar-date';
import { DeclareDistribution } from '@linkage/distribution/commands';
import { dividendScheme, type DividendScheme } from '@linkage/dividend-scheme/state';
import type { Model } from './model';
import { ask, type Request } from './request';
import type { Roll } from './roll';
import { amount } from './values';

/** Whole months that are over, or nearly. */
const period = (model: Model, roll: Roll) => {
  const firstOfMonth = `${model.today.slice(0, 7)}-01` as CalendarDate;
  const months = roll.pick([1, 3, 6, 12]);
  const periodFrom = addMonths(firstOfMonth, -months - roll.whole(-1, 6));
  return { periodFrom, periodTo: addDays(addMonths(periodFrom, months), -1) };
};

const statement = (roll: Roll, { terms }: DividendScheme) => {
  const members = (terms?.beneficiaries ?? []).map(({ householdId }) => ({
    ...{ householdId, volume: roll.whole(0, 500), capitalFen: amount(roll) },
  }));
  const volume = members.reduce((sum, member) => sum + member.volume, 0);
  const capitalFen = members.reduce((sum, member) => sum + member.capitalFen, 0);
  return {
    ...{ surplusFen: amount(roll) - 1_000, pastLossFen: roll.whole(0, 9), reserveFen: roll.whole(0, 99) },
    ...{ totalVolume: volume + roll.whole(1, 100), totalCapitalFen: capitalFen + roll.whole(1, 100) },
    members,
  };
};

/** Of a scheme that is adopted, where there is one. */
export const declareDistribution = (model: Model, roll: Roll): Request | null => {
  const schemes = model.all(dividendScheme);
  const adopted = schemes.filter(([, { phase }]) => phase === 'ADOPTED');
  if (schemes.length === 0) return null;
  const [schemeId, scheme] = roll.pick(adopted.length > 0 && roll.happens(0.95) ? adopted : schemes);
  const { entityId } = scheme;
  const ofSurplus = scheme.terms?.mode === 'COOPERATIVE_SURPLUS';
  return ask(
    DeclareDistribution,
    {
      ...{ schemeId, entityId, ...period(model, roll), payDate: model.day(roll, -2, 40) },
      ...roll.maybe(0.95, { profitFen: amount(roll) - 500, profitEvidence: '审计报告' }),
      ...(ofSurplus ? { surplus: statement(roll, scheme) } : {}),
    },
    { subject: entityId },
  );
};
