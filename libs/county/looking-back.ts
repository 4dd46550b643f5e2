import type { FactoryProvider } from '@nestjs/common';
import { Hindsight } from '@http/hindsight';
import { Moments } from '@http/moments';
import type { ReadSide } from '@http/read-side';
import { PastViews } from '@projection/past/past-views';
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
