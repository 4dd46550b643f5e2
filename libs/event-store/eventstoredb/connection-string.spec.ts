import { describe, expect, it } from '@jest/globals';
import {
  InvalidConnectionString,
  inNamespace,
  ofLeader,
  parseAddress,
  prefersLeader,
  textFor,
} from './connection-string';

const faultsOf = (text: string): readonly string[] => {
  try {
    parseAddress(text);
    return [];
  } catch (error) {
    if (error instanceof InvalidConnectionString) return error.faults.map(({ en }) => en);
    throw error;
  }
};

describe('a connection string', () => {
  it.each([
    'esdb://localhost:2113?tls=false',
    'esdb://node-1.example:2113,node-2.example:2113,node-3.example:2113?nodePreference=leader',
    'esdb+discover://cluster.example',
    'esdb://clerk:s%40cret@10.0.0.1:2113/?tls=true&tlsCAFile=/etc/ca.pem&keepAliveInterval=20000',
    ' esdb://node/ ',
  ])('is taken: %s', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    ['http://localhost:2113', 'form'],
    ['esdb://', 'host 1 is no host:port'],
    ['esdb://one:2113,,two:2113', 'host 2 is no host:port'],
    ['esdb://node:port', 'host 1 is no host:port'],
    ['esdb://node?tls=yes', 'tls takes true | false'],
    ['esdb://node?nodePreference=nearest', 'nodePreference takes'],
    ['esdb://node?keepAliveInterval=5000', 'keepAliveInterval takes an integer of at least 10000'],
    ['esdb://node?keepAliveInterval=-1', 'keepAliveInterval takes'],
    ['esdb://node?tlsVerifyCert=false', 'no other option, not "tlsVerifyCert"'],
    ['esdb://node?throwOnAppendFailure=false', 'no other option'],
    ['esdb://node?tlsCAFile=%zz', 'not percent-encoded'],
    ['esdb://clerk@node', 'user and password'],
    ['esdb://node?namespace=a-b', 'namespace takes up to 32 letters'],
  ])('is refused: %s', (text, fault) => {
    expect(faultsOf(text).join()).toContain(fault);
  });

  it('tells all its faults at once', () => {
    expect(faultsOf('esdb://clerk@no de?tls=1&x=2')).toHaveLength(4);
  });

  it.each([
    'esdb://clerk:s3cret@node?bogus=1',
    'esdb://clerk:s3cret@no de',
    'esdb://clerk:s3cret:more@node',
    'esdb://clerk:s3cret@@node?tls=maybe',
    'esdbs://clerk:s3cret@node',
    'esdb://clerk:s3cret?more@node:2113?tls=true',
    'esdb://clerk:s3cret/more@node',
    'esdb://clerk:s3cret#more@node',
    'esdb://clerk:s3cret',
  ])('never shows user or password in a fault: %s', (text) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.join()).not.toMatch(/s3cret|clerk/);
  });

  it('shows its hosts without the credentials', () => {
    expect(parseAddress('esdb://clerk:s3cret@one:2113,two:2113').hosts).toBe('one:2113,two:2113');
  });
});

describe('the string for one client', () => {
  const address = parseAddress('esdb+discover://clerk:s3cret@cluster.example?tls=true&gossipTimeout=7');

  it('keeps what was set and adds what was not', () => {
    expect(textFor(address, 0, null)).toBe(
      'esdb+discover://clerk:s3cret@cluster.example?maxDiscoverAttempts=3&gossipTimeout=7&keepAliveInterval=10000&tls=true',
    );
  });

  it('differs from that of every client before, so that no dead connection is shared', () => {
    const texts = Array.from({ length: 50 }, (_, client) => textFor(address, client, null));
    expect(new Set(texts).size).toBe(50);
  });

  it('speaks with the node that leads where it is named', () => {
    expect(textFor(address, 0, 'node-2.example:2113')).toMatch(
      /^esdb:\/\/clerk:s3cret@node-2\.example:2113\?/,
    );
  });

  it('leads to the leader where a decision rests on what is read, whatever node is preferred', () => {
    const preferring = parseAddress('esdb://one,two?nodePreference=follower&connectionName=county');
    expect(prefersLeader(preferring)).toBe(false);
    expect(prefersLeader(ofLeader(preferring))).toBe(true);
    expect(textFor(ofLeader(preferring), 0, null)).toMatch(/nodePreference=leader.*connectionName=county/);
    expect(prefersLeader(parseAddress('esdb://one'))).toBe(true);
  });

  it('is that of another county on the same server, with options and without', () => {
    for (const text of ['esdb://node', 'esdb://node/', 'esdb://node?tls=false'])
      expect(parseAddress(inNamespace(text, 'huaning')).namespace).toBe('huaning');
  });

  it('keeps its namespace from the client, which would not know it', () => {
    const address = parseAddress('esdb://node?tls=false&namespace=huaning');
    expect(address.namespace).toBe('huaning');
    expect(textFor(address, 1, null)).not.toContain('namespace');
    expect(parseAddress('esdb://node').namespace).toBeUndefined();
  });
});
