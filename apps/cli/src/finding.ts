import { DamagedEvent, DamagedLog } from '@event-store/event-store';

/** Whether something is as it should be, and what it is. */
export type Finding = readonly [ok: boolean, what: string];

/** A log that is damaged stops no other check. */
export const asFarAsRead = async (check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await check();
  } catch (error) {
    if (error instanceof DamagedEvent || error instanceof DamagedLog) return [[false, error.message]];
    throw error;
  }
};
