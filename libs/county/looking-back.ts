import type { FactoryProvider } from '@nestjs/common';
import { PastViews } from '@projection/past/past-views';
import { Hindsight } from '@query/moment/hindsight';
import { Moments } from '@query/moment/moments';
import type { ReadSide } from '@query/moment/read-side';
import { SqliteReadStore } from '@read-store/sqlite/sqlite-read-store';
import type { County } from './county';
import { projectors } from './modules';

/** Questions about the past. Its views lie in temporary files of this process, whatever engine holds those that serve. */
export const lookingBack = (
  { store: log, upcast, clock, settings }: County,
  readSide: ReadSide,
): { readonly hindsight: Hindsight; readonly closing: FactoryProvider } => {
  const past = new PastViews({
    ...{ log, upcast, projectors, waitMs: settings.afterDeadlineMs },
    scratch: () => SqliteReadStore.temporary(),
  });
  return {
    hindsight: new Hindsight({ readSide, past, log, moments: new Moments(log, clock) }),
    closing: { provide: PastViews, useFactory: () => ({ onModuleDestroy: () => past.close() }) },
  };
};
