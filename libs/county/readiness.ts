import type { County } from './county';
import { listFromLog, reapplyErasures } from './erasing';
import { wordsOf } from '@projection/log';
import { ViewsDamaged } from '@read-store/unavailable';
import { requireMasterKeys } from './master-key-rotation';
import { printedLog } from './printed-log';
import { requireNoDemoSecrets } from './sign-in/demo-accounts';

/** What must hold before anything is served or projected: the right master keys, and nobody back who was erased. Damaged read models answer nothing, and commands are taken all the same. */
export const makeReady = async (county: County): Promise<void> => {
  await county.views.examine?.().catch(tell(county));
  await requireNoDemoSecrets(county);
  await requireMasterKeys(county);
  await listFromLog(county);
  await reapplyErasures(county);
};

const tell =
  ({ settings }: County) =>
  (error: unknown): void => {
    if (!(error instanceof ViewsDamaged)) throw error;
    printedLog(settings.logLevel, 'views').error(wordsOf(error));
  };
