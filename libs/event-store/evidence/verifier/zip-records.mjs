/** The records of a ZIP as they are packed. */
import { Buffer } from 'node:buffer';

const number = (size) => (value) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
};
const [one, two, four] = [1, 2, 4].map(number);

const VERSION = two(20);
const MADE_BY = two(0x033f);
/** Names in UTF-8, sums behind the content; deflated. */
const MANNER = Buffer.concat([two(0x0808), two(8)]);
/** A plain file that its owner may read and write. */
const ATTRIBUTES = four(0o100600 * 0x10000);
const NOTHING = { two: two(0), four: four(0) };

export const CENTRAL_SIZE = 46;
export const TIME_SIZE = 9;
export const END_SIZE = 22;

export const localOf = ({ name, dos }) =>
  Buffer.concat([
    ...[four(0x04034b50), VERSION, MANNER, four(dos), NOTHING.four, NOTHING.four, NOTHING.four],
    ...[two(name.length), NOTHING.two, Buffer.from(name)],
  ]);

const sumsOf = ({ crc, packed, bytes }) => Buffer.concat([crc, packed, bytes].map(four));

export const descriptorOf = (entry) => Buffer.concat([four(0x08074b50), sumsOf(entry)]);

export const centralOf = (entry) =>
  Buffer.concat([
    ...[four(0x02014b50), MADE_BY, VERSION, MANNER, four(entry.dos), sumsOf(entry)],
    ...[two(entry.name.length), two(TIME_SIZE), NOTHING.two, NOTHING.two, NOTHING.two],
    ...[ATTRIBUTES, four(entry.at), Buffer.from(entry.name)],
    ...[two(0x5455), two(5), one(3), four(entry.utc)],
  ]);

export const endOf = ({ count, size, at }) =>
  Buffer.concat([
    ...[four(0x06054b50), NOTHING.two, NOTHING.two, two(count), two(count)],
    ...[four(size), four(at), NOTHING.two],
  ]);
