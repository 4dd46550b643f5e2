import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
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
    told({
      zh: '从第一条事件起重做全部视图，与正在使用的逐条比对，结果签名；或核对这样的证明',
      en: 'rebuild every read model from zero, compare it with the living one, sign the result; or check such a certificate',
    }),
  )
  .option(
    '--out <file>',
    told({
      zh: '签名的证明写到哪里；该文件须不存在',
      en: 'where the signed certificate is written; it must not be there',
    }),
  )
  .option(
    '--check <file>',
    told({
      zh: '要核对的证明：签名和密钥；不写任何东西',
      en: 'a certificate to be checked: signature and key; nothing is written',
    }),
  )
  .option(
    '--replay',
    told({
      zh: '配合 --check：把事件库重放到出证明的地方，比对合计值',
      en: 'with --check: fold the log again up to where it was certified, and compare the sums',
    }),
    false,
  )
  .option(
    '--key <fingerprint>',
    told({
      zh: '配合 --check：公示过的封签公钥指纹；可重复给出',
      en: 'with --check: a key of the seals that was published; repeatable',
    }),
    fingerprint,
    [],
  )
  .action(async ({ out, check, replay, key }: Options) => {
    if ((out === undefined) === (check === undefined))
      throw new CommandFailed({
        zh: '--out 出具证明，--check 核对证明，二者取一',
        en: 'either --out, to make a certificate, or --check, to check one',
      });
    if (out !== undefined) await made(out);
    else if (check !== undefined) await checked(check, { replay, keys: key });
  });

const made = (out: string): Promise<void> =>
  withCounty(async (county) => {
    const bar = progressBar(told({ zh: '重放', en: 'certify' }));
    const certified: Certified[] = [];
    const onCompared = (view: Certified) => bar.at(certified.push(view), projectors.length);
    const signed = await sealing(() => certify(county, onCompared))
      .catch(refused)
      .finally(() => bar.end());
    certified.forEach(tell);
    writeFileSync(resolve(out), `${JSON.stringify(signed, null, 2)}\n`, { flag: 'wx' });
    const { isSame, seal, views } = signed.certificate;
    const differing = views.reduce((sum, view) => sum + view.differing, 0);
    if (!isSame)
      throw new CommandFailed({
        zh: `有${String(differing)}条不能由事件库得出，见 ${out}`,
        en: `${String(differing)} documents do not follow from the log, see ${out}`,
      });
    print({
      zh: `每一条都能由封签编码为 ${seal.code} 的事件库得出，见 ${out}`,
      en: `every document follows from the log that was sealed as ${seal.code}, see ${out}`,
    });
  });

interface Asked {
  readonly replay: boolean;
  readonly keys: readonly string[];
}

const checked = async (file: string, { replay, keys }: Asked): Promise<void> => {
  const signed = readFrom(file);
  const faults = replay ? await faultsOfReplay(signed, keys).catch(refused) : faultsIn(signed, keys);
  for (const fault of faults) print(fault);
  if (faults.length > 0)
    throw new CommandFailed({
      zh: `${file}不成立：${String(faults.length)}处不符`,
      en: `${file} does not hold: ${String(faults.length)} fault(s)`,
    });
  print(summary(signed));
  if (!replay)
    print({
      zh: '没有核对：合计值能否由事件库得出；手边有事件库时请用 --replay',
      en: 'not checked: whether its sums follow from the log; use --replay where the log is at hand',
    });
  if (keys.length === 0)
    print({
      zh: '没有核对：由谁签名；请用 --key 给出公示过的指纹',
      en: 'not checked: who signed; give the fingerprint that was published, with --key',
    });
};

const faultsOfReplay = (signed: Certificate, keys: readonly string[]): Promise<readonly Words[]> =>
  withLog(async (store) => {
    const all: Words[] = [];
    for await (const faults of faultsAgainst(store, signed, { keys })) all.push(...faults);
    return all;
  });

const summary = ({ certificate: { keyId, madeAt, seal, views } }: Certificate): Words => {
  const documents = views.reduce((sum, view) => sum + view.documents, 0);
  const [all, models] = [String(documents), String(views.length)];
  return {
    zh: `${models}个视图的${all}条，均由封签编码为 ${seal.code} 的事件库得出，${madeAt} 由密钥 ${keyId} 证明`,
    en: `${all} documents in ${models} read models follow from the log that was sealed as ${seal.code}, certified ${madeAt} by the key ${keyId}`,
  };
};

const readFrom = (file: string): Certificate => {
  try {
    return readCertificate(readFileSync(resolve(file), 'utf8'));
  } catch (error) {
    if (error instanceof NoCertificate)
      throw new CommandFailed({ zh: `${file}：${error.words.zh}`, en: `${file}: ${error.words.en}` });
    throw new CommandFailed({
      zh: `${file}无法读取：${String(error)}`,
      en: `${file} cannot be read: ${String(error)}`,
    });
  }
};

const tell = ({ projection, version, documents, differing, differences }: Certified): void => {
  const [name, all, different] = [`${projection}@${String(version)}`, String(documents), String(differing)];
  print({
    zh: `${name}：${all}条，${different}条不同`,
    en: `${name}: ${all} documents, ${different} differ`,
  });
  for (const { kind, collection, id } of differences) print(`  ${kind} ${collection} ${id}`);
};

const refused = (error: unknown): never => {
  throw error instanceof NotCertified ? CommandFailed.because(error) : error;
};
