import type { County } from './county';
import { listFromLog, reapplyErasures } from './erasing';
import { requireMasterKeys } from './master-key-rotation';
import { requireNoDemoSecrets } from './sign-in/demo-accounts';

/** What must hold before anything is served or projected: the right master keys, and nobody back who was erased. */
export const makeReady = async (county: County): Promise<void> => {
  await requireNoDemoSecrets(county);
  await requireMasterKeys(county);
  await listFromLog(county);
  await reapplyErasures(county);
};
