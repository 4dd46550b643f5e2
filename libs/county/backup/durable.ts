import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** On the disk, not only in the memory of the system. */
export const synced = (path: string): void => {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
};

/** What was made or renamed in a folder stays so after a loss of power. Windows does that by itself, and refuses to be asked. */
export const folderSynced = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/** There as a whole or not at all, whenever the process dies. */
export const writtenAtOnce = (path: string, text: string): void => {
  const draft = `${path}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  synced(draft);
  renameSync(draft, path);
  folderSynced(dirname(path));
};

/** One write at the end of the file, wherever that is by then: others may append at the same time. */
export const appendedAtOnce = (path: string, text: string): void => {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  folderSynced(dirname(path));
};

export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};
