import { Command, InvalidArgumentError } from 'commander';
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
    throw new InvalidArgumentError('It takes a moment with its zone, e.g. 2026-03-01T09:00:00+08:00.');
  return new Date(ms).toISOString();
};

const byWhom = ({ user, reason }: Options): By => ({ user, reason });

const changing = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .requiredOption('--user <account>', 'account of the person who does it')
    .requiredOption('--reason <text>', 'why, for the record; no personal data');

const list = new Command('list')
  .description('print number, fingerprint and standing of every key: publish the fingerprints')
  .action(async () => {
    await withLog(async (store) => {
      for (const { number, keyId, introducedAt, compromisedSince } of (await readSeals(store)).keys)
        print(
          `${String(number)} ${keyId} since ${introducedAt}${compromisedSince === null ? '' : `, compromised since ${compromisedSince}`}`,
        );
    });
  });

const rotate = changing('rotate', 'a new key from now on, endorsed by the one before').action(
  async (options: Options) => {
    await withCounty(async (county) => {
      printSeals(await sealing(() => sealerOf(county).rotate(byWhom(options))));
    });
  },
);

const revoke = changing(
  'revoke',
  'the key may be known to others: a new one that it does not endorse, and a seal over the whole log',
)
  .requiredOption('--since <moment>', 'from when on somebody else may have sealed with it', instant)
  .action(async ({ since, ...options }: Options & { readonly since: string }) => {
    await withCounty(async (county) => {
      printSeals(await sealing(() => sealerOf(county).compromised(since, byWhom(options))));
    });
  });

/** The key that seals are signed with. */
export const sealKeyCommand = new Command('seal-key')
  .description('list, rotate or revoke the key that seals are signed with')
  .addCommand(list)
  .addCommand(rotate)
  .addCommand(revoke);
