import { openCounty, type County } from './county';
import { listFromLog, reapplyErasures } from './erasing';
import { followThisLog } from '@projection/landmark';
import { wordsOf, type Log } from '@projection/log';
import { ViewsDamaged, ViewsRefused, ViewsUnavailable } from '@read-store/unavailable';
import { requireMasterKeys } from './master-key-rotation';
import { printedLog } from './printed-log';
import type { Settings } from './settings';
import { requireNoDemoSecrets } from './sign-in/demo-accounts';

/**
 * What must hold before anything is served or projected: read models of this log and no other, the right master keys, and nobody
 * back who was erased. Damaged read models answer nothing, and commands are taken all the same; a server of them that is away is
 * met again by the projections, one that refuses access is not.
 * @throws ViewsRefused, KeysRefused, InvalidSettings
 */
export const makeReady = async (county: County): Promise<void> => {
  const log = printedLog(county.settings.logLevel, 'views');
  await county.views.examine?.().catch(tellingOf(ViewsDamaged, log));
  await followThisLog(county, log).catch(tellingOf(ViewsUnavailable, log));
  await requireNoDemoSecrets(county);
  await requireMasterKeys(county);
  await listFromLog(county);
  await reapplyErasures(county);
};

/** A county that is ready; it is closed again where it is not, so that nothing keeps the process from ending. @throws what {@link makeReady} throws */
export const openReady = async (settings: Settings): Promise<County> => {
  const county = openCounty(settings);
  try {
    await makeReady(county);
    return county;
  } catch (error) {
    await county.close();
    throw error;
  }
};

/** No time heals that, and whoever starts the process can. */
const isDenied = (error: ViewsUnavailable): boolean =>
  error instanceof ViewsRefused && error.because === 'ACCESS_DENIED';

const tellingOf =
  (kind: typeof ViewsDamaged | typeof ViewsUnavailable, log: Pick<Log, 'error'>) =>
  (error: unknown): void => {
    if (!(error instanceof kind) || isDenied(error)) throw error;
    log.error(wordsOf(error));
  };
