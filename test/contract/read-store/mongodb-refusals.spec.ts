import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { KeyStore } from '@privacy/key-store';
import { MongoKeyStore } from '@privacy/mongodb/key-store';
import { MongoReadStore } from '@read-store/mongodb/mongodb-read-store';
import { freshDatabase } from '../../engines/mongodb/mongo';
import { secantusProgram, startSecantus, type MongoProcess } from '../../engines/mongodb/secantus';
import { account, at, COLLECTIONS, LEDGER } from './ledger';

const program = await secantusProgram();
const outcomes = (asked: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  Promise.all(asked.map((one) => one.catch((error: unknown) => error)));

const refused = (store: 'Views' | 'Keys', because: string): unknown =>
  expect.objectContaining({
    ...{ name: `${store}Refused`, because },
    words: {
      zh: expect.stringMatching(/\p{Script=Han}/u) as unknown,
      en: expect.not.stringContaining('s3cret') as unknown,
    },
  });

const listed = async (keys: KeyStore): Promise<void> => {
  for await (const { subject } of keys.entries()) expect(subject).toBe('nobody');
};

/** Of these the suites start one in either case: no given server is locked or told to fail. */
const refusing = (of: string): void => {
  describe('a MongoDB that knows no such user', () => {
    let server: MongoProcess;
    beforeAll(async () => {
      server = await startSecantus(of, { standalone: false, isLocked: true });
    }, 60_000);
    afterAll(() => server.stop());

    it.each([
      ['a wrong password', 'clerk:s3cret@', 'AuthenticationFailed, code 18'],
      ['no user at all', '', 'Unauthorized, code 13'],
    ])('refuses access, and is said to: %s', async (_, user, answer) => {
      const database = freshDatabase();
      const url = server.url.replace('://', `://${user}`).replace('/?', `/${database}?authSource=admin&`);
      const [views, keys] = [MongoReadStore.open(url), new MongoKeyStore(url)];
      try {
        const told = await outcomes([
          ...[views.standings(), views.state(), views.missingIndexes(), views.notes.all('landmark')],
          ...[views.prepare(LEDGER, COLLECTIONS, 'live'), views.leases.present('one', 1_000)],
          ...[keys.get('wang'), keys.getMany(['wang']), keys.destroy('wang'), listed(keys)],
        ]);
        const of = (store: 'Views' | 'Keys', times: number) =>
          Array.from({ length: times }, () => refused(store, 'ACCESS_DENIED'));
        expect(told).toEqual([...of('Views', 6), ...of('Keys', 4)]);
        expect((told[0] as Error).message).toContain(answer);
      } finally {
        await Promise.all([views.close(), keys.close()]);
      }
    });
  });

  describe('a MongoDB whose disk is full', () => {
    let server: MongoProcess;
    let client: MongoClient;
    beforeAll(async () => {
      server = await startSecantus(of, { standalone: false, failsWhenTold: true });
      client = new MongoClient(server.url);
    }, 60_000);
    afterAll(async () => {
      await client.close();
      await server.stop();
    });

    const failing = (failCommands: readonly string[], mode: object | 'off'): Promise<unknown> =>
      client
        .db('admin')
        .command({ configureFailPoint: 'failCommand', mode, data: { failCommands, errorCode: 14_031 } });

    it.each(['update', 'commitTransaction'])(
      'takes no commit and no key, is said to, and takes them when there is room again: at %s',
      async (step) => {
        const url = server.url.replace('/?', `/${freshDatabase()}?`);
        const [views, keys] = [MongoReadStore.open(url), new MongoKeyStore(url)];
        try {
          await views.prepare(LEDGER, COLLECTIONS, 'live');
          const commit = () => views.commit(LEDGER, at(0), at(1), [account('a', { rank: 1 })]);
          await failing(['insert', step], { times: 2 });
          const seal = () => keys.getOrCreate('wang', () => Promise.resolve(Buffer.of(1)));
          expect(await outcomes([commit(), seal()])).toEqual([
            refused('Views', 'DISK_FULL'),
            refused('Keys', 'DISK_FULL'),
          ]);
          await failing([], 'off');
          expect(await views.reader('ledger').count('account')).toBe(0);
          await commit();
          await seal();
          expect(await views.reader('ledger').count('account')).toBe(1);
        } finally {
          await failing([], 'off');
          await Promise.all([views.close(), keys.close()]);
        }
      },
    );
  });
};

describe('what a MongoDB refuses (SecantusDB)', () => {
  if (program === null) it.skip('is not tried: there is no SecantusDB to be had', () => undefined);
  else refusing(program);
});
