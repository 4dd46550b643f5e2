import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { InvalidSettings, settingsFrom } from './settings';

const RANDOM = randomBytes(32).toString('base64');
const OIDC = {
  ...{ OIDC_ISSUER: 'https://id.example.org', PUBLIC_URL: 'https://county.example.org' },
  ...{ OIDC_CLIENT_ID: 'shuangbang', OIDC_CLIENT_SECRET: 'b3PZcQ8n0yq5sX1t' },
};
const SOUND = { NODE_ENV: 'production', MASTER_KEY: RANDOM, ...OIDC };

const faultsOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  try {
    settingsFrom(env);
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) return error.faults.map(({ en }) => en);
    throw error;
  }
};

const BAD = {
  MASTER_KEY: Buffer.alloc(32).toString('base64'),
  MASTER_KEY_PREVIOUS: Buffer.from('this is a passphrase of 32 bytes').toString('base64'),
  EVENT_STORE: 'esdb://admin:changeit@log.example.org:2113?tls=true',
  READ_STORE: 'mongodb://root:password@views.example.org:27017/shuangbang',
  OIDC_CLIENT_SECRET: 'secret',
};

describe('the secrets of a county in production', () => {
  it('are random, and may be anything that nobody knows', () => {
    expect(faultsOf(SOUND)).toEqual([]);
    const EVENT_STORE = `esdb://shuangbang:${randomBytes(16).toString('hex')}@log.example.org:2113?tls=true`;
    expect(
      faultsOf({ ...SOUND, EVENT_STORE, MASTER_KEY_PREVIOUS: randomBytes(32).toString('base64') }),
    ).toEqual([]);
  });

  it.each(Object.entries(BAD))('are refused by name: %s', (name, value) => {
    const faults = faultsOf({ ...SOUND, [name]: value });
    expect(faults.join()).toContain(name);
    expect(faults.join()).not.toContain(value);
  });

  it('are refused all at once, and taken for a trial', () => {
    const named = faultsOf({ ...SOUND, ...BAD }).map((fault) => fault.split(' ')[0]);
    expect(named).toEqual(expect.arrayContaining(Object.keys(BAD)));
    expect(faultsOf({ ...SOUND, ...BAD, NODE_ENV: 'demonstration' })).toEqual([]);
  });
});
