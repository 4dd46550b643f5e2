import { randomBytes } from 'node:crypto';
import * as asn from './der';
import { der, derInteger, NoDer, readDer, within, type Der } from './der';

/** When somebody else saw the digest (RFC 3161), and his signed word for it. */
export interface TimeStamp {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** DER, for whoever checks the signature of the authority. */
  readonly token: Buffer;
}

/** An authority that stamps. */
export interface TimeStamper {
  /** @throws NotStamped */
  stamp(digest: Buffer): Promise<TimeStamp>;
}

/** There is no time stamp: the authority did not answer, refused, or answered something else. */
export class NotStamped extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotStamped';
  }
}

const SHA256 = Buffer.from('0609608648016503040201', 'hex');
export const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');
export const TST_INFO = Buffer.from('2a864886f70d0109100104', 'hex');
const NONCE_BYTES = 16;

export const timeStampRequest = (digest: Buffer, nonce: Buffer): Buffer => {
  const algorithm = der(asn.SEQUENCE, SHA256, der(asn.NULL));
  const imprint = der(asn.SEQUENCE, algorithm, der(asn.OCTETS, digest));
  const version = derInteger(Buffer.of(1));
  return der(asn.SEQUENCE, version, imprint, derInteger(nonce), der(asn.BOOLEAN, Buffer.of(0xff)));
};

/** Asks an authority, however it is reached. @throws NotStamped */
export const asked = async (
  digest: Buffer,
  send: (request: Buffer) => Promise<Buffer>,
): Promise<TimeStamp> => {
  const nonce = randomBytes(NONCE_BYTES);
  const reply = await send(timeStampRequest(digest, nonce));
  const { token, told } = opened(reply);
  if (!told.digest.equals(digest)) throw new NotStamped('the time stamp is over something else');
  if (told.nonce === null || numberOf(told.nonce) !== numberOf(nonce))
    throw new NotStamped('the time stamp answers another request');
  return { at: told.at, token };
};

const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

const opened = (reply: Buffer): { readonly token: Buffer; readonly told: Told } => {
  try {
    const token = tokenIn(reply);
    return { token, told: readToken(token) };
  } catch (error) {
    if (error instanceof NoDer) throw new NotStamped('the answer is no time stamp', { cause: error });
    throw error;
  }
};

/** Granted, or granted with changes. */
const GRANTED = [0, 1];

const tokenIn = (reply: Buffer): Buffer => {
  const [whole] = readDer(reply);
  if (whole?.tag !== asn.SEQUENCE) throw new NoDer();
  const status = within(within(whole, 0, asn.SEQUENCE), 0, asn.INTEGER).body;
  if (!GRANTED.includes(status[0] ?? -1))
    throw new NotStamped(`the authority refused: status ${String(status[0])}`);
  return der(asn.SEQUENCE, within(whole, 1, asn.SEQUENCE).body);
};

/** What the token says. That the authority has signed it is for its certificate to show. */
export interface Told {
  readonly digest: Buffer;
  readonly at: string;
  readonly nonce: Buffer | null;
}

/** @throws NoDer */
export const readToken = (token: Buffer): Told => {
  const info = infoIn(token);
  const imprint = within(info, 2, asn.SEQUENCE);
  if (!within(imprint, 0, asn.SEQUENCE).body.subarray(0, SHA256.length).equals(SHA256)) throw new NoDer();
  const nonce = readDer(info.body)
    .slice(5)
    .find(({ tag }) => tag === asn.INTEGER);
  return {
    digest: within(imprint, 1, asn.OCTETS).body,
    at: instantOf(within(info, 4, asn.TIME)),
    nonce: nonce?.body ?? null,
  };
};

/** What is signed in the token. */
const infoIn = (token: Buffer): Der => {
  const [content] = readDer(token);
  if (content === undefined) throw new NoDer();
  const signed = within(named(content, SIGNED_DATA), 0, asn.SEQUENCE);
  const text = within(named(within(signed, 2, asn.SEQUENCE), TST_INFO), 0, asn.OCTETS);
  const [info] = readDer(text.body);
  if (info?.tag !== asn.SEQUENCE) throw new NoDer();
  return info;
};

/** What stands behind the name of its kind. */
const named = (value: Der, name: Buffer): Der => {
  if (!within(value, 0, asn.OBJECT_ID).body.equals(name)) throw new NoDer();
  return within(value, 1, asn.TAGGED);
};

const INSTANT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z$/;

const instantOf = ({ body }: Der): string => {
  const text = body.toString('latin1');
  const ms = INSTANT.test(text) ? Date.parse(text.replace(INSTANT, '$1-$2-$3T$4:$5:$6Z')) : Number.NaN;
  if (Number.isNaN(ms)) throw new NoDer();
  return new Date(ms).toISOString();
};
