/**
 * The ZIP of a package. Each byte of one follows from the files in it and the moment it was made: so it is written once more
 * from what its directory says, and compared. Nothing stands before, between or behind the files, and no name stands twice.
 */
import { Buffer } from 'node:buffer';
import { closeSync, createReadStream, createWriteStream, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import {
  CENTRAL_SIZE,
  END_SIZE,
  TIME_SIZE,
  centralOf,
  descriptorOf,
  endOf,
  localOf,
} from './zip-records.mjs';

/** Where a ZIP is not one as packages are packed. */
const misfit = (at, what) => new Error(`byte ${at}: ${what}`);

const readAt = (file, at, size) => {
  const bytes = Buffer.alloc(size);
  return bytes.subarray(0, readSync(file, bytes, 0, size, at));
};

/** @returns what comes behind */
const passed = (file, { at, due, what }) => {
  const found = readAt(file, at, due.length);
  const other = due.findIndex((byte, index) => byte !== found[index]);
  if (other >= 0) throw misfit(at + other, `${what} is not as it was packed`);
  return at + due.length;
};

/** Far more than the names of all files take. */
const DIRECTORY_MAX = 1 << 16;

const endIn = (file) => {
  const at = Math.max(fstatSync(file).size - END_SIZE, 0);
  const bytes = readAt(file, at, END_SIZE);
  const isEnd = bytes.length === END_SIZE && bytes.readUInt32LE(0) === 0x06054b50;
  if (!isEnd) throw misfit(at, 'the ZIP does not end here: something stands behind it, or it was cut off');
  const end = { count: bytes.readUInt16LE(8), size: bytes.readUInt32LE(12), at: bytes.readUInt32LE(16) };
  if (end.at === 0xffffffff) throw misfit(at, 'larger than 4 GiB: unpack it and name the folder');
  passed(file, { at, due: endOf(end), what: 'the end of the ZIP' });
  const isWhole = end.at + end.size === at && end.size <= DIRECTORY_MAX;
  if (!isWhole) throw misfit(at, 'the directory of the ZIP does not stand where its end says');
  return end;
};

const entryAt = (directory, from) => {
  if (from + CENTRAL_SIZE > directory.length) return null;
  const field = (at) => directory.readUInt32LE(from + at);
  const behind = from + CENTRAL_SIZE + directory.readUInt16LE(from + 28);
  if (behind + TIME_SIZE > directory.length) return null;
  const sums = { crc: field(16), packed: field(20), bytes: field(24) };
  const name = directory.toString('latin1', from + CENTRAL_SIZE, behind);
  return { name, at: field(42), dos: field(12), utc: directory.readUInt32LE(behind + 5), ...sums };
};

/** In January 2038: later moments are written so. */
export const LAST_SECOND = 0x7fffffff;

/** A clock of any place is apart from that of the world by quarters of an hour; that of a ZIP goes by two seconds. */
const isOneMoment = ({ dos, utc }) => {
  if (utc === LAST_SECOND) return true;
  const [day, time] = [dos >>> 16, dos & 0xffff];
  const date = [1980 + (day >>> 9), ((day >>> 5) & 15) - 1, day & 31];
  const apart = utc - Date.UTC(...date, time >>> 11, (time >>> 5) & 63, 2 * (time & 31)) / 1000;
  return Math.abs(apart) < 15 * 3600 && ((apart % 900) + 900) % 900 <= 1;
};

const requireName = ({ name }, others, at) => {
  if (!/^\w[\w.-]*$/.test(name)) throw misfit(at, `${JSON.stringify(name)} is no name of a file`);
  if (others.some((other) => other.name === name)) throw misfit(at, `${name} stands in it twice`);
};

/** The files as the directory names them: each once, all of one moment. */
const entriesIn = (file, end) => {
  const directory = readAt(file, end.at, end.size);
  const entries = [];
  let at = end.at;
  for (let entry = entryAt(directory, 0); entry !== null; entry = entryAt(directory, at - end.at)) {
    requireName(entry, entries, at);
    const { dos, utc } = entries[0] ?? entry;
    if (!isOneMoment({ dos, utc })) throw misfit(at, `${entry.name} is dated in two ways`);
    at = passed(file, { at, due: centralOf({ ...entry, dos, utc }), what: `the entry of ${entry.name}` });
    entries.push(entry);
  }
  const isWhole = at === end.at + end.size && entries.length === end.count;
  if (!isWhole) throw misfit(at, 'the directory of the ZIP does not name the files that it counts');
  return entries;
};

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let sum = index;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});
const crcBehind = (sum, bytes) => bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), sum);

/** What is packed, with another last byte. */
async function* packedIn(path, { from, last }, byte) {
  if (last > from) yield* createReadStream(path, { start: from, end: last - 1 });
  yield Buffer.of(byte);
}

/** Whether it unpacks to what the entry says, to the last of its bytes. */
const isUnpacked = async ({ packed, bytes, crc }, content, target) => {
  const [found, inflating] = [{ bytes: 0, crc: 0xffffffff }, createInflateRaw()];
  await pipeline(
    content,
    inflating,
    async function* (parts) {
      for await (const part of parts) {
        found.bytes += part.length;
        if (found.bytes > bytes) return;
        found.crc = crcBehind(found.crc, part);
        yield part;
      }
    },
    target,
  );
  const isAll = found.bytes === bytes && inflating.bytesWritten === packed;
  return isAll && (found.crc ^ 0xffffffff) >>> 0 === crc;
};

const nowhere = () => new Writable({ write: (_part, _encoding, done) => done() });
const never = () => false;

/** The bits behind the last sign are clear: were one set, all would unpack to the same without it. */
const isPaddedOtherwise = async ({ path, entry }, place, byte) => {
  if (byte === 0) return false;
  const cleared = byte ^ (1 << (31 - Math.clz32(byte)));
  return isUnpacked(entry, packedIn(path, place, cleared), nowhere()).catch(never);
};

const unpack = async ({ file, path, folder }, entry, from) => {
  const place = { from, last: from + entry.packed - 1 };
  const [byte = 0] = readAt(file, place.last, 1);
  const target = createWriteStream(join(folder, entry.name), { flags: 'wx', mode: 0o600 });
  const isThere = await isUnpacked(entry, packedIn(path, place, byte), target).catch(never);
  if (!isThere || (await isPaddedOtherwise({ path, entry }, place, byte)))
    throw misfit(from, `the content of ${entry.name} is not as it was packed`);
};

/** @returns where the last of them ends */
const unpackAll = async (source, entries) => {
  const { file } = source;
  let at = 0;
  for (const entry of entries) {
    if (entry.at !== at) throw misfit(at, `something else than ${entry.name} stands here`);
    const from = passed(file, { at, due: localOf(entry), what: `the beginning of ${entry.name}` });
    await unpack(source, entry, from);
    const due = descriptorOf(entry);
    at = passed(file, { at: from + entry.packed, due, what: `the end of ${entry.name}` });
  }
  return at;
};

/** Unpacks into a folder. @returns the second since 1970 that all was packed in @throws where it is not the ZIP of a package */
export const unzip = async (path, folder) => {
  const file = openSync(path, 'r');
  try {
    const end = endIn(file);
    const entries = entriesIn(file, end);
    const at = await unpackAll({ file, path, folder }, entries);
    if (at !== end.at) throw misfit(at, 'something stands behind the last file');
    return entries[0]?.utc ?? null;
  } finally {
    closeSync(file);
  }
};
