import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { certify, NotCertified, type Certified } from '@county/certificate/certifying';
import { projectors } from '@county/modules';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { sealing } from './seal';
import { print, withCounty } from './with-county';

/** Proves that what the county shows follows from the log. Ends with status 1 where a document does not. */
export const certifyCommand = new Command('certify')
  .description('rebuild every read model from zero, compare it with the living one, sign the result')
  .requiredOption('--out <file>', 'where the signed certificate is written; it must not be there')
  .action(async ({ out }: { readonly out: string }) => {
    await withCounty(async (county) => {
      const bar = progressBar('certify');
      const views: Certified[] = [];
      const told = (view: Certified) => bar.at(views.push(view), projectors.length);
      const made = await sealing(() => certify(county, told))
        .catch(refused)
        .finally(() => bar.end());
      views.forEach(tell);
      writeFileSync(resolve(out), `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx' });
      const { isSame, seal } = made.certificate;
      const differing = views.reduce((sum, view) => sum + view.differing, 0);
      if (!isSame)
        throw new CommandFailed(`${String(differing)} documents do not follow from the log, see ${out}`);
      print(`every document follows from the log that was sealed as ${seal.code}, see ${out}`);
    });
  });

const tell = ({ projection, version, documents, differing, differences }: Certified): void => {
  print(`${projection}@${String(version)}: ${String(documents)} documents, ${String(differing)} differ`);
  for (const { kind, collection, id } of differences) print(`  ${kind} ${collection} ${id}`);
};

const refused = (error: unknown): never => {
  throw error instanceof NotCertified ? new CommandFailed(error.message) : error;
};
