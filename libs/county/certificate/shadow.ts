import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuild } from '@projection/build';
import type { Ground } from '@projection/parts';
import type { Projector } from '@projection/projector';
import type { Reader, Standing } from '@read-store/read-store';
import { openReadStore } from '../read-engine';

/** A read model built from the first event on, in a store of its own that is gone when the look at it is over. */
export const inShadow = async <T>(
  ground: Omit<Ground, 'views'>,
  projector: Projector,
  look: (views: Reader, built: Standing) => Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-certify-'));
  const views = openReadStore(`sqlite:${join(folder, 'views.db')}`);
  try {
    const built = await rebuild({ ...ground, views }, projector);
    return await look(views.reader(projector.name, built.version), built);
  } finally {
    await views.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
