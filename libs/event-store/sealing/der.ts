/** As much of DER (X.690) as a time stamp needs. */
export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const BOOLEAN = 0x01;
export const OCTETS = 0x04;
export const NULL = 0x05;
export const OBJECT_ID = 0x06;
export const TIME = 0x18;
/** `[0] EXPLICIT`. */
export const TAGGED = 0xa0;

/** One value with its tag. */
export interface Der {
  readonly tag: number;
  readonly body: Buffer;
}

/** What was read is not DER, or not what is expected of it. */
export class NoDer extends Error {
  constructor() {
    super('it is not of the form it should have');
    this.name = 'NoDer';
  }
}

export const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
};

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.of(length);
  const bytes = Buffer.from(length.toString(16).padStart(8, '0'), 'hex');
  const short = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.of(0x80 | short.length), short]);
};

/** A whole number that is not negative. */
export const derInteger = (bytes: Buffer): Buffer =>
  der(INTEGER, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);

/** The values that stand one after the other. @throws NoDer */
export const readDer = (bytes: Buffer): readonly Der[] => {
  const all: Der[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const [one, length] = first(rest);
    all.push(one);
    rest = rest.subarray(length);
  }
  return all;
};

const first = (bytes: Buffer): readonly [Der, length: number] => {
  if (bytes.length < 2) throw new NoDer();
  const [tag, short] = [bytes.readUInt8(0), bytes.readUInt8(1)];
  const more = short < 0x80 ? 0 : short - 0x80;
  const begin = 2 + more;
  const end = begin + (short < 0x80 ? short : longLength(bytes.subarray(2, begin), more));
  if (bytes.length < end) throw new NoDer();
  return [{ tag, body: bytes.subarray(begin, end) }, end];
};

const longLength = (bytes: Buffer, length: number): number => {
  if (length < 1 || length > 4 || bytes.length < length) throw new NoDer();
  return bytes.readUIntBE(0, length);
};

/** What stands at a place within a value. @throws NoDer where it is not there, or of another kind */
export const within = ({ body }: Der, index: number, tag: number): Der => {
  const found = readDer(body)[index];
  if (found?.tag !== tag) throw new NoDer();
  return found;
};
