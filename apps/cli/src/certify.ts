import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  NoCertificate,
  readCertificate,
  type Certificate,
  type Certified,
} from '@county/certificate/certificate';
import { certify, NotCertified } from '@county/certificate/certifying';
import { faultsAgainst, faultsIn } from '@county/certificate/checking';
import { projectors } from '@county/modules';
import { CommandFailed } from './failure';
import { progressBar } from './progress';
import { fingerprint } from './published';
import { sealing } from './seal';
import { print, withCounty } from './with-county';
import { withLog } from './with-log';

interface Options {
  readonly out?: string;
  readonly check?: string;
  readonly replay: boolean;
  readonly key: readonly string[];
}

/** Proves that what the county shows follows from the log, or checks such a proof. Ends with status 1 where a document does not. */
export const certifyCommand = new Command('certify')
  .description(
    'rebuild every read model from zero, compare it with the living one, sign the result; or check such a certificate',
  )
  .option('--out <file>', 'where the signed certificate is written; it must not be there')
  .option('--check <file>', 'a certificate to be checked: signature and key; nothing is written')
  .option(
    '--replay',
    'with --check: fold the log again up to where it was certified, and compare the sums',
    false,
  )
  .option(
    '--key <fingerprint>',
    'with --check: a key of the seals that was published; repeatable',
    fingerprint,
    [],
  )
  .action(async ({ out, check, replay, key }: Options) => {
    if ((out === undefined) === (check === undefined))
      throw new CommandFailed('either --out, to make a certificate, or --check, to check one');
    if (out !== undefined) await made(out);
    else if (check !== undefined) await checked(check, { replay, keys: key });
  });

const made = (out: string): Promise<void> =>
  withCounty(async (county) => {
    const bar = progressBar('certify');
    const certified: Certified[] = [];
    const told = (view: Certified) => bar.at(certified.push(view), projectors.length);
    const signed = await sealing(() => certify(county, told))
      .catch(refused)
      .finally(() => bar.end());
    certified.forEach(tell);
    writeFileSync(resolve(out), `${JSON.stringify(signed, null, 2)}\n`, { flag: 'wx' });
    const { isSame, seal, views } = signed.certificate;
    const differing = views.reduce((sum, view) => sum + view.differing, 0);
    if (!isSame)
      throw new CommandFailed(`${String(differing)} documents do not follow from the log, see ${out}`);
    print(`every document follows from the log that was sealed as ${seal.code}, see ${out}`);
  });

interface Asked {
  readonly replay: boolean;
  readonly keys: readonly string[];
}

const checked = async (file: string, { replay, keys }: Asked): Promise<void> => {
  const signed = readFrom(file);
  const faults = replay ? await faultsOfReplay(signed, keys) : faultsIn(signed, keys);
  for (const fault of faults) print(fault);
  if (faults.length > 0) throw new CommandFailed(`${file} does not hold: ${String(faults.length)} fault(s)`);
  print(summary(signed));
  if (!replay)
    print('not checked: whether its sums follow from the log; use --replay where the log is at hand');
  if (keys.length === 0)
    print('not checked: who signed; give the fingerprint that was published, with --key');
};

const faultsOfReplay = (signed: Certificate, keys: readonly string[]): Promise<readonly string[]> =>
  withLog(async (store) => {
    const all: string[] = [];
    for await (const faults of faultsAgainst(store, signed, { keys })) all.push(...faults);
    return all;
  });

const summary = ({ certificate: { keyId, madeAt, seal, views } }: Certificate): string => {
  const documents = views.reduce((sum, view) => sum + view.documents, 0);
  return `${String(documents)} documents in ${String(views.length)} read models follow from the log that was sealed as ${seal.code}, certified ${madeAt} by the key ${keyId}`;
};

const readFrom = (file: string): Certificate => {
  try {
    return readCertificate(readFileSync(resolve(file), 'utf8'));
  } catch (error) {
    if (error instanceof NoCertificate) throw new CommandFailed(`${file}: ${error.message}`);
    throw new CommandFailed(`${file} cannot be read: ${String(error)}`);
  }
};

const tell = ({ projection, version, documents, differing, differences }: Certified): void => {
  print(`${projection}@${String(version)}: ${String(documents)} documents, ${String(differing)} differ`);
  for (const { kind, collection, id } of differences) print(`  ${kind} ${collection} ${id}`);
};

const refused = (error: unknown): never => {
  throw error instanceof NotCertified ? new CommandFailed(error.message) : error;
};
