import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { isCalendarDate } from '@kernel/calendar-date';
import { isDivisionCode } from '@kernel/division-code';
import { FaultyFile, importDivisions } from '@county/division-import';
import { CommandFailed } from './failure';
import { print, withCounty } from './with-county';

interface Options {
  readonly scope: string;
  readonly on: string;
  readonly source: string;
  readonly user: string;
}

/** The national list is no longer published by one office, so a county keeps its own: from a file `code,name`. */
export const importDivisionsCommand = new Command('import-divisions')
  .description('bring the divisions in line with a CSV list (code,name); all or nothing where it has faults')
  .argument('<file>', 'UTF-8, with or without BOM')
  .requiredOption('--scope <code>', 'county whose divisions are imported, 12 digits')
  .requiredOption('--on <date>', 'day from which the list holds, YYYY-MM-DD')
  .requiredOption('--source <text>', 'list or notice it was taken from')
  .requiredOption('--user <name>', 'account name of the administrator')
  .action(async (file: string, { scope, on, source, user }: Options) => {
    if (!isDivisionCode(scope)) throw new CommandFailed('--scope takes a 12-digit division code');
    if (!isCalendarDate(on)) throw new CommandFailed('--on takes a calendar date YYYY-MM-DD');
    const csv = readFileSync(file, 'utf8');
    await withCounty(async (county) => {
      const actor = { user, role: 'ADMIN', scope } as const;
      const counts = await importDivisions(county, { csv, source, on, actor }).catch((error: unknown) => {
        throw error instanceof FaultyFile ? new CommandFailed(error.message) : error;
      });
      print(
        `${String(counts.added)} added, ${String(counts.renamed)} renamed, ${String(counts.same)} unchanged`,
      );
    });
  });
