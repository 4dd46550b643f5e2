import { joined, ToldError, type Words } from '@kernel/words';

/** What is wrong with a connection string. Neither here nor in any other error does a user or a password appear. */
export class InvalidConnectionString extends ToldError {
  readonly fault: Words;

  constructor(readonly faults: readonly Words[]) {
    const fault = joined(faults, { zh: '；', en: '; ' });
    super({
      zh: `EventStoreDB 连接串有误：${fault.zh}`,
      en: `the connection string of EventStoreDB has faults: ${fault.en}`,
    });
    this.name = 'InvalidConnectionString';
    this.fault = fault;
  }
}

/** A connection string that the client will take, in its parts. */
export interface Address {
  readonly scheme: string;
  /** `user:password@`, percent-encoded, or nothing. */
  readonly credentials: string;
  /** `host:port,…`, fit to be shown. */
  readonly hosts: string;
  readonly options: ReadonlyMap<string, string>;
  /** Put before every stream, so that several counties can share a server: `namespace=` among the options. */
  readonly namespace: string | undefined;
}

const PARTS = /^(esdb(?:\+discover)?):\/\/(?:([^/?]*)@)?([^@/?]*)\/?(?:\?(.*))?$/;
const CREDENTIALS = /^[^:@/?#\s]+:[^:@/?#\s]+$/;
const HOST = /^[A-Za-z\d](?:[A-Za-z\d._-]*)(?::\d{1,5})?$/;

type Check = (value: string) => Words | null;

const whole =
  (least: number): Check =>
  (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= least
      ? null
      : { zh: `须为不小于 ${String(least)} 的整数`, en: `takes an integer of at least ${String(least)}` };
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value) ? null : { zh: `应为 ${words.join(' | ')}`, en: `takes ${words.join(' | ')}` };
const anything: Check = (value) => (value === '' ? { zh: '为空', en: 'is empty' } : null);

const name: Check = (value) =>
  /^[A-Za-z\d_]{1,32}$/.test(value)
    ? null
    : { zh: '至多 32 个字母、数字和 _', en: 'takes up to 32 letters, digits and _' };

const NAMESPACE = 'namespace';
const PREFERENCE = 'nodePreference';

/** Below ten seconds a busy process takes a healthy connection for a dead one. */
const KEEP_ALIVE_MS = 10_000;

/**
 * All that may be set. The client warns of what it does not know with the whole string, password included, so that
 * nothing unknown may reach it; the three that this adapter decides itself are not among them.
 */
const OPTIONS: ReadonlyMap<string, Check> = new Map([
  [NAMESPACE, name],
  ['tls', oneOf('true', 'false')],
  ['tlsCAFile', anything],
  ['userCertFile', anything],
  ['userKeyFile', anything],
  [PREFERENCE, oneOf('leader', 'follower', 'read_only_replica', 'random')],
  ['connectionName', anything],
  ['maxDiscoverAttempts', whole(1)],
  ['discoveryInterval', whole(1)],
  ['gossipTimeout', whole(1)],
  ['keepAliveInterval', whole(KEEP_ALIVE_MS)],
  ['keepAliveTimeout', whole(1_000)],
]);

const OTHER_FORM: Words = {
  zh: '格式应为 esdb://[用户名:密码@]主机[:端口][,…][?…]',
  en: 'it is not of the form esdb://[user:password@]host[:port][,…][?…]',
};

/** @throws InvalidConnectionString */
export const parseAddress = (text: string): Address => {
  const [, scheme, credentials, hosts = '', query = ''] = PARTS.exec(text.trim()) ?? [];
  if (scheme === undefined) throw new InvalidConnectionString([OTHER_FORM]);
  const options = optionsIn(query);
  const faults = [...credentialFaults(credentials), ...hostFaults(hosts), ...options.flatMap(optionFaults)];
  if (faults.length > 0) throw new InvalidConnectionString(faults);
  const named = new Map(options);
  const namespace = named.get(NAMESPACE);
  named.delete(NAMESPACE);
  const before = credentials === undefined ? '' : `${credentials}@`;
  return { scheme, credentials: before, hosts, options: named, namespace };
};

/** @throws InvalidConnectionString where what stands before it may be the beginning of a password, so that nothing of it is repeated */
const optionsIn = (query: string): readonly (readonly [string, string])[] => {
  if (query.includes('@')) throw new InvalidConnectionString([NOT_ENCODED]);
  return query === '' ? [] : query.split('&').map(optionOf);
};

const optionOf = (pair: string): readonly [string, string] => {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
};

const NOT_ENCODED: Words = {
  zh: '用户名和密码以一个冒号分隔，其中的 : / ? # @ % 要用百分号编码',
  en: 'user and password are separated by one colon, and : / ? # @ % within them are percent-encoded',
};

const credentialFaults = (credentials: string | undefined): readonly Words[] =>
  credentials === undefined || (CREDENTIALS.test(credentials) && isEncoded(credentials)) ? [] : [NOT_ENCODED];

const isEncoded = (text: string): boolean => !/%(?![\dA-Fa-f]{2})/.test(text);

const noHost = (number: number): Words => ({
  zh: `第 ${String(number)} 个主机不是“主机:端口”`,
  en: `host ${String(number)} is no host:port`,
});

/** By its number: who forgot the host has his user and password stand there. */
const hostFaults = (hosts: string): readonly Words[] =>
  hosts.split(',').flatMap((host, index) => (HOST.test(host) ? [] : [noHost(index + 1)]));

const UNENCODED: Words = { zh: '没有用百分号编码', en: 'is not percent-encoded' };

const unknownOption = (key: string): Words => {
  const known = [...OPTIONS.keys()].join(', ');
  return {
    zh: `选项只有 ${known}，没有“${key}”`,
    en: `it takes ${known} and no other option, not "${key}"`,
  };
};

const optionFaults = ([key, value]: readonly [string, string]): readonly Words[] => {
  const check = OPTIONS.get(key);
  if (check === undefined) return [unknownOption(key)];
  const fault = isEncoded(value) ? check(value) : UNENCODED;
  return fault === null ? [] : [{ zh: `${key} ${fault.zh}`, en: `${key} ${fault.en}` }];
};

export const prefersLeader = ({ options }: Address): boolean =>
  (options.get(PREFERENCE) ?? 'leader') === 'leader';

export const ofLeader = (address: Address): Address => ({
  ...address,
  options: new Map([...address.options, [PREFERENCE, 'leader']]),
});

/** The same server, for a county of its own there. */
export const inNamespace = (text: string, namespace: string): string =>
  `${text}${text.includes('?') ? '&' : '?'}${NAMESPACE}=${namespace}`;

/** Enough for an election, and short enough that a lost cluster is noticed. */
const USUAL: readonly (readonly [string, string])[] = [
  ['maxDiscoverAttempts', '3'],
  ['gossipTimeout', '2'],
  ['keepAliveInterval', String(KEEP_ALIVE_MS)],
];

/**
 * The string for one client of many. gRPC keeps one connection for all channels with equal settings, so that a new
 * client on a dead connection would wait with it: each gets a keep-alive of its own, by a millisecond. `host` is the
 * one node to speak with, where the server named it.
 */
export const textFor = (address: Address, client: number, host: string | null): string => {
  const options = new Map([...USUAL, ...address.options]);
  const keepAliveMs = Number(options.get('keepAliveInterval')) + (client % 1_000);
  options.set('keepAliveInterval', String(keepAliveMs));
  const query = [...options].map(([key, value]) => `${key}=${value}`).join('&');
  const scheme = host === null ? address.scheme : 'esdb';
  return `${scheme}://${address.credentials}${host ?? address.hosts}?${query}`;
};
