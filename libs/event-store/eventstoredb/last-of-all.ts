import { BACKWARDS, END } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, EventStoreDBClient } from '@eventstore/db-client';
import { START, type Position } from '../event-store';
import { collected } from './collected';
import type { Connection } from './connection';
import { placeOf } from './decoding';

type Reader = Pick<Connection, 'base' | 'callMs'>;

/** Position of the last record of the server, its own and those of other counties included. */
export const lastOfAll = async ({ base, callMs }: Reader, client: EventStoreDBClient): Promise<Position> => {
  const options = { ...base, direction: BACKWARDS, fromPosition: END, maxCount: 1 } as const;
  const [last] = await collected<AllStreamResolvedEvent>(client.readAll(options), callMs);
  return (last && placeOf(last)) ?? START;
};
