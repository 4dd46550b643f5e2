import { describe } from '@jest/globals';
import { committing } from './committing';
import type { Engine } from './engine';
import { filtering } from './filtering';
import { freezing } from './freezing';
import { leasing } from './leasing';
import { noting } from './noting';
import { paging } from './paging';
import { planning } from './planning';
import { preparing } from './preparing';
import { processes } from './processes';
import { reaching } from './reaching';
import { reading } from './reading';
import { staged } from './stage';
import { severing } from './severing';
import { versions } from './versions';

/** Every promise of the read store port, asked of one engine. */
export const readStoreContract = (engine: Engine): void => {
  console.info(`read store contract: ${engine.name}`);

  describe(`read store on ${engine.name}`, () => {
    const stage = staged(engine);
    preparing(stage);
    committing(stage);
    reading(stage);
    reaching(stage);
    filtering(stage);
    paging(stage);
    planning(stage);
    versions(stage);
    noting(stage);
    processes(stage);
    if (engine.hasLeases) {
      leasing(stage);
      freezing(stage);
    }
    if (engine.wired !== undefined) severing(stage, engine.wired);
  });
};
