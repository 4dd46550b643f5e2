import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, officer } from '@demo/officers';
import { decideParameter, proposeParameter } from '@demo/parameters';
import { RefusePolicyParameter, WithdrawPolicyParameter } from '@registry/parameter/commands';

const PAPER = '华宁县产业帮扶领导小组决定〔2024〕5号';

/** From the middle of the year less time is given to put things right; more to object was put forward twice, and came to nothing. */
export const shortenRectification = async (office: Office): Promise<void> => {
  await decideParameter(office, {
    ...{ key: 'rectification.days', value: 20, scope: HUANING, effectiveFrom: calendarDate('2024-07-01') },
    ...{ sourceDocument: PAPER, clause: '二' },
  });
  const key = 'evaluation.objectionDays';
  const longer = (value: number) =>
    proposeParameter(office, {
      ...{ key, value, scope: HUANING, effectiveFrom: calendarDate('2024-07-01') },
      ...{ sourceDocument: PAPER, clause: '三' },
    });
  await office.send(
    WithdrawPolicyParameter,
    { key, entryId: await longer(51) },
    { by: officer('ADMIN'), reason: '天数录错' },
  );
  await office.send(
    RefusePolicyParameter,
    { key, entryId: await longer(15) },
    { by: officer('COUNTY_SIGNER'), reason: '十日已够' },
  );
};
