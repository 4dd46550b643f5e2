import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, officer } from '@demo/officers';
import { SetPolicyParameter } from '@registry/parameter/commands';

/** From the middle of the year less time is given to put things right. */
export const shortenRectification = async (office: Office): Promise<void> => {
  await office.send(
    SetPolicyParameter,
    {
      ...{ key: 'rectification.days', value: 20, scope: HUANING, effectiveFrom: calendarDate('2024-07-01') },
      ...{ sourceDocument: '华宁县产业帮扶领导小组决定〔2024〕5号', clause: '二' },
      approvedBy: '县产业帮扶领导小组',
    },
    { by: officer('ADMIN') },
  );
};
