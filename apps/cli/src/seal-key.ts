import { Command, InvalidArgumentError } from 'commander';
import { told } from '@county/language';
import type { Words } from '@kernel/words';
import type { By } from '@event-store/sealing/seal-event';
import { readSeals } from '@event-store/sealing/seal-reading';
import { sealerOf } from '@county/sealing';
import { printSeals, sealing } from './seal';
import { print, withCounty } from './with-county';
import { withLog } from './with-log';

interface Options {
  readonly user: string;
  readonly reason: string;
}

const instant = (text: string): string => {
  const ms = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms))
    throw new InvalidArgumentError(
      told({
        zh: '须为带时区的时刻，如 2026-03-01T09:00:00+08:00。',
        en: 'It takes a moment with its zone, e.g. 2026-03-01T09:00:00+08:00.',
      }),
    );
  return new Date(ms).toISOString();
};

const byWhom = ({ user, reason }: Options): By => ({ user, reason });

const changing = (name: string, description: Words): Command =>
  new Command(name)
    .description(told(description))
    .requiredOption('--user <account>', told({ zh: '办理人的账号', en: 'account of the person who does it' }))
    .requiredOption(
      '--reason <text>',
      told({ zh: '缘由，记录在案；不写个人信息', en: 'why, for the record; no personal data' }),
    );

const list = new Command('list')
  .description(
    told({
      zh: '打印每把密钥的序号、指纹和状态：请公示指纹',
      en: 'print number, fingerprint and standing of every key: publish the fingerprints',
    }),
  )
  .action(async () => {
    await withLog(async (store) => {
      for (const { number, keyId, introducedAt, compromisedSince } of (await readSeals(store)).keys)
        print(
          told({
            zh: `${String(number)} ${keyId} 自 ${introducedAt}${compromisedSince === null ? '' : `，自 ${compromisedSince} 作废`}`,
            en: `${String(number)} ${keyId} since ${introducedAt}${compromisedSince === null ? '' : `, compromised since ${compromisedSince}`}`,
          }),
        );
    });
  });

const rotate = changing('rotate', {
  zh: '从现在起用新密钥，由前一把签认',
  en: 'a new key from now on, endorsed by the one before',
}).action(async (options: Options) => {
  await withCounty(async (county) => {
    printSeals(await sealing(() => sealerOf(county).rotate(byWhom(options))));
  });
});

const revoke = changing('revoke', {
  zh: '密钥可能外泄：换一把不由它签认的新密钥，并对整个事件库封签',
  en: 'the key may be known to others: a new one that it does not endorse, and a seal over the whole log',
})
  .requiredOption(
    '--since <moment>',
    told({ zh: '从何时起别人可能用它封过签', en: 'from when on somebody else may have sealed with it' }),
    instant,
  )
  .action(async ({ since, ...options }: Options & { readonly since: string }) => {
    await withCounty(async (county) => {
      printSeals(await sealing(() => sealerOf(county).compromised(since, byWhom(options))));
    });
  });

/** The key that seals are signed with. */
export const sealKeyCommand = new Command('seal-key')
  .description(
    told({
      zh: '查看、更换或作废封签用的密钥',
      en: 'list, rotate or revoke the key that seals are signed with',
    }),
  )
  .addCommand(list)
  .addCommand(rotate)
  .addCommand(revoke);
