import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { SqliteEventStore } from '../sqlite/sqlite-event-store';
import { NoDer, readDer } from './der';
import { timestampStream, type Seal } from './events';
import { Sealer } from './sealer';
import { readSeals } from './seal-reading';
import { sealHash } from './signing';
import { stampSeal, timestampOf } from './stamping';
import { memorySecrets, standInStamper, timeStampReply } from './story';
import { asked, NotStamped, readToken } from './time-stamp';

const AT = '2025-03-01T00:00:09.000Z';
const digest = createHash('sha256').update('华宁').digest();

/** Over the same digest, by `openssl ts -reply` of OpenSSL 3.0, without nonce and certificate. */
const OF_OPENSSL = [
  'MIIB1TADAgEAMIIBzAYJKoZIhvcNAQcCoIIBvTCCAbkCAQMxDzANBglghkgBZQMEAgEFADBrBgsqhkiG9w0BCRABBKBcBFow',
  'WAIBAQYEKgMEATAxMA0GCWCGSAFlAwQCAQUABCBWx4n+eQYvzOha8Cm4/gS0MBPd1YtP7A1xM7afnnviHAIBAxgPMjAyNjEx',
  'MzAwOTQ4MTdaMAMCAQEBAf8xggE0MIIBMAIBATArMBMxETAPBgNVBAMMCHN0YW5kLWluAhRgWGm/W65c+1SnslEXpL3uQI3H',
  'EDANBglghkgBZQMEAgEFAKCBmDAaBgkqhkiG9w0BCQMxDQYLKoZIhvcNAQkQAQQwHAYJKoZIhvcNAQkFMQ8XDTI2MTEzMDA5',
  'NDgxN1owKwYLKoZIhvcNAQkQAgwxHDAaMBgwFgQU9xV/0qLYB+qLjS7l4N8IKHiLeKQwLwYJKoZIhvcNAQkEMSIEINnPfiHy',
  'I0cn8dU/iJ+9m4213OgCnniYh3ufMpNCe2nFMAoGCCqGSM49BAMCBEgwRgIhAOkLZBI35eh03Zyj5O4egD5TDkD1DaXfXIYs',
  'AqCn4d/RAiEAi8t5eI2X6ZVE7523Psic8tuvVuwnN4tmiUeh49htoBM=',
].join('');

describe('a time stamp', () => {
  const replied = (reply: (request: Buffer) => Buffer) =>
    asked(digest, (request) => Promise.resolve(reply(request)));

  it('is read as openssl writes it', () => {
    const [reply] = readDer(Buffer.from(OF_OPENSSL, 'base64'));
    const [, token] = readDer(reply?.body ?? Buffer.alloc(0));
    const told = readToken(Buffer.from(OF_OPENSSL, 'base64').subarray(-(4 + (token?.body.length ?? 0))));
    expect(told).toEqual({ digest, at: '2026-11-30T09:48:17.000Z', nonce: null });
  });

  it('is taken where it answers what was asked', async () => {
    const { at, token } = await replied((request) => timeStampReply(request, { at: AT }));
    expect([at, readToken(token).digest.equals(digest)]).toEqual([AT, true]);
  });

  it.each<[string, (request: Buffer) => Buffer, string]>([
    [
      'is over something else',
      (request) => timeStampReply(flipped(request, digest), { at: AT }),
      'something else',
    ],
    ['answers another', () => Buffer.from(OF_OPENSSL, 'base64'), 'another request'],
    ['was refused', (request) => timeStampReply(request, { at: AT, status: 2 }), 'status 2'],
    ['is cut off', (request) => timeStampReply(request, { at: AT }).subarray(0, 60), 'no time stamp'],
    ['is none', () => Buffer.from('<html>'), 'no time stamp'],
  ])('is not taken where it %s', async (_what, reply, said) => {
    const refused = replied(reply);
    await expect(refused).rejects.toThrow(NotStamped);
    await expect(refused).rejects.toThrow(said);
  });

  const flipped = (request: Buffer, part: Buffer): Buffer => {
    const copy = Buffer.from(request);
    const at = copy.indexOf(part);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  it('cannot be of any bytes', () => {
    for (let length = 0; length < 64; length += 1) {
      const bytes = createHash('sha512').update(String(length)).digest().subarray(0, length);
      expect(() => readToken(bytes)).toThrow(NoDer);
    }
  });
});

describe('the seals of a log', () => {
  const clock = { now: () => Date.parse('2025-03-01T00:00:10.000Z') };
  let store: SqliteEventStore;
  let sealer: Sealer;
  let seal: Seal;

  beforeEach(async () => {
    store = SqliteEventStore.open(':memory:');
    sealer = new Sealer({ store, clock, secrets: memorySecrets() }, { events: 100, ms: 3_600_000 });
    const metadata = { recordedAt: AT };
    await store.append('income-1', 'any', [{ id: randomUUID(), type: 'Noted', data: {}, metadata }]);
    [seal] = (await sealer.sealNow()) as [Seal];
  });

  const stamped = () => stampSeal({ store, clock, stamper: standInStamper(AT) }, seal);
  const details = async () =>
    (await readSeals(store)).breaks.map(({ kind, detail }) => `${kind} ${detail.en}`);

  it('are stamped once each, which makes no other seal due', async () => {
    expect(await timestampOf(store, seal)).toBeNull();
    await stamped();
    await stamped();
    expect(await store.readStream(timestampStream(1))).toHaveLength(1);
    expect(await timestampOf(store, seal)).toMatchObject({
      number: 1,
      stampedAt: AT,
      digest: sealHash(seal),
    });
    expect(await sealer.sealNow()).toEqual([]);
    expect(await details()).toEqual([]);
  });

  it.each([
    ['of another seal', { digest: '0'.repeat(64) }],
    ['of another time', { stampedAt: '2024-01-01T00:00:00.000Z' }],
    ['that cannot be read', { token: 'AAAA' }],
    ['without a token', { token: 7 }],
  ])('are not vouched for by a stamp %s', async (_what, change) => {
    await stamped();
    const [event] = await store.readStream(timestampStream(1));
    const other = SqliteEventStore.open(':memory:');
    for await (const { events } of store.readAll({ from: '0'.repeat(32) as never }))
      for (const { stream, metadata: _, data, ...rest } of events)
        await other.append(stream, 'any', [
          {
            ...rest,
            metadata: { recordedAt: AT },
            data: rest.id === event?.id ? { ...data, ...change } : data,
          },
        ]);
    store = other;
    expect(await details()).toEqual(['SEAL_FORGED the time stamp is not over the seal that it names']);
  });
});
