import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { RECIPIENTS, SUBJECT_KINDS, subjectFrom, type Recipient } from '@kernel/evidence';
import { makeEvidence } from '@county/evidence/making';
import { NoEvidence } from '@event-store/evidence/gathering';
import { CommandFailed } from './failure';
import { print, withCounty } from './with-county';

interface Options {
  readonly recipient: Recipient;
  readonly out: string;
}

/** One ZIP that proves what the log says of a subject, to somebody who trusts neither the county nor this program. */
const NAMES = 'a division is named by its code, a period as 2025-01-01..2025-12-31, anything else by its id';

export const evidenceCommand = new Command('evidence')
  .description('pack the evidence on a subject, with a verifier that needs only Node')
  .addArgument(new Argument('<kind>', 'what it is about').choices(SUBJECT_KINDS))
  .argument('<name>', 'an id; the code of a division; a period as 2025-01-01..2025-12-31')
  .addOption(
    new Option(
      '--recipient <who>',
      'AUDITOR sees all as it is stored, SUPERVISOR without what is masked, PUBLIC what is public',
    )
      .choices(RECIPIENTS)
      .default('AUDITOR'),
  )
  .requiredOption('--out <file>', 'the ZIP to write; it must not be there')
  .action(async (kind: string, name: string, { recipient, out }: Options) => {
    const subject = subjectFrom(kind, name);
    const target = resolve(out);
    if (subject === null) throw new CommandFailed(`${name} names no ${kind}; ${NAMES}`);
    if (existsSync(target)) throw new CommandFailed(`${target} is there already`);
    await withCounty(async (county) => {
      const made = await makeEvidence(county, { subject, recipient }, target).catch(refused);
      print(`${target}: ${String(made.bytes)} bytes, SHA-256 ${made.sha256}`);
      const { events, masked, withheld, code } = made;
      print(
        `${String(events)} events, ${String(masked)} masked, ${String(withheld)} withheld, held against the seal ${code}`,
      );
    });
  });

const refused = (error: unknown): never => {
  throw error instanceof NoEvidence ? new CommandFailed(error.message) : error;
};
