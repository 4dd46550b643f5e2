import type { County } from '@county/county';
import { projectors } from '@county/modules';
import { rebuild, standingsOf } from '@projection/build';
import type { Projector } from '@projection/projector';
import type { Report } from './office';

/** Builds the read models of a told county from its first event, each in one go. Those that serve already are left alone. */
export const buildFigures = async (county: County, report: Report): Promise<void> => {
  const { store, views, upcast } = county;
  for (const [index, projector] of projectors.entries()) {
    if (await serves(county, projector)) continue;
    const phase = `read models ${String(index + 1)}/${String(projectors.length)}`;
    await rebuild({ store, views, upcast }, projector, {
      onProgress: ({ done, total }) => {
        report(phase, done, total);
      },
    });
  }
};

const serves = async ({ views }: County, projector: Projector): Promise<boolean> =>
  (await standingsOf({ views }, projector)).some(({ state }) => state === 'live');

/** @throws where a policy could not take an event: then something that should follow from it has not happened */
export const requireNothingParked = async ({ views }: County): Promise<void> => {
  const [parked] = await views.parked();
  if (parked !== undefined)
    throw new Error(`${parked.projection} could not take ${parked.stream}: ${parked.error}`);
};
