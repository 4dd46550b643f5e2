import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
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
const NAMES: Words = {
  zh: '区划用代码，期间写作 2025-01-01..2025-12-31，其余用编号',
  en: 'a division is named by its code, a period as 2025-01-01..2025-12-31, anything else by its id',
};

export const evidenceCommand = new Command('evidence')
  .description(
    told({
      zh: '打包关于某一对象的证据，附只需 Node 的核对程序',
      en: 'pack the evidence on a subject, with a verifier that needs only Node',
    }),
  )
  .addArgument(
    new Argument('<kind>', told({ zh: '对象类别', en: 'what it is about' })).choices(SUBJECT_KINDS),
  )
  .argument(
    '<name>',
    told({
      zh: '编号；区划代码；期间如 2025-01-01..2025-12-31',
      en: 'an id; the code of a division; a period as 2025-01-01..2025-12-31',
    }),
  )
  .addOption(
    new Option(
      '--recipient <who>',
      told({
        zh: 'AUDITOR 看所存的全部，SUPERVISOR 不含须遮盖的，PUBLIC 只含可公开的',
        en: 'AUDITOR sees all as it is stored, SUPERVISOR without what is masked, PUBLIC what is public',
      }),
    )
      .choices(RECIPIENTS)
      .default('AUDITOR'),
  )
  .requiredOption(
    '--out <file>',
    told({ zh: '要写的 ZIP；该文件须不存在', en: 'the ZIP to write; it must not be there' }),
  )
  .action(async (kind: string, name: string, { recipient, out }: Options) => {
    const subject = subjectFrom(kind, name);
    const target = resolve(out);
    if (subject === null)
      throw new CommandFailed({
        zh: `${name}不是${kind}的名称；${NAMES.zh}`,
        en: `${name} names no ${kind}; ${NAMES.en}`,
      });
    if (existsSync(target))
      throw new CommandFailed({ zh: `${target}已存在`, en: `${target} is there already` });
    await withCounty(async (county) => {
      const made = await makeEvidence(county, { subject, recipient }, target).catch(refused);
      print(`${target}: ${String(made.bytes)} B, SHA-256 ${made.sha256}`);
      const { events, masked, withheld, code } = made;
      const [all, covered, kept] = [events, masked, withheld].map(String);
      print({
        zh: `${all}个事件，遮盖${covered}个，不予提供${kept}个，以封签 ${code} 为据`,
        en: `${all} events, ${covered} masked, ${kept} withheld, held against the seal ${code}`,
      });
    });
  });

const refused = (error: unknown): never => {
  throw error instanceof NoEvidence ? CommandFailed.because(error) : error;
};
