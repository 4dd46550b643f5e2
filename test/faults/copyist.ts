import { makeBackup } from '@county/backup/backing-up';
import { settingsFrom } from '@county/settings';

/** Backs a county up until it is done or killed. */
await makeBackup(settingsFrom(process.env), process.argv[2] ?? '');
