import { wordsOf, type Words } from '@kernel/words';
import { DamagedEvent, DamagedLog } from '@event-store/event-store';
import { ViewsDamaged } from '@read-store/unavailable';

/** Whether something is as it should be, and what it is. */
export type Finding = readonly [ok: boolean, what: Words];

const DAMAGES = [DamagedEvent, DamagedLog, ViewsDamaged];

/** A log that is damaged, or the file of the read models, stops no other check. */
export const asFarAsRead = async (check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await check();
  } catch (error) {
    if (DAMAGES.some((kind) => error instanceof kind)) return [[false, wordsOf(error)]];
    throw error;
  }
};
