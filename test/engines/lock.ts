import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Whether this process holds the lock now. It is a file that names its holder; one whose holder is no more is broken, so that
 * a run that was killed keeps nobody waiting.
 */
export const tryLock = (path: string): boolean => {
  if (make(path)) return true;
  const holder = holderOf(path);
  return holder !== null && !lives(holder) && breaks(path, holder) && make(path);
};

export const unlock = (path: string): void => rmSync(path, { force: true });

/** In one step with what it holds. */
const make = (path: string): boolean => {
  const own = `${path}.of-${String(process.pid)}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own);
  }
};

const holderOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const lives = (pid: string): boolean => {
  try {
    return process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Another may have broken it first and hold one of its own by now, which is put back. */
const breaks = (path: string, holder: string): boolean => {
  const broken = `${path}.broken-by-${String(process.pid)}`;
  try {
    renameSync(path, broken);
    const isTheOne = readFileSync(broken, 'utf8') === holder;
    if (!isTheOne) linkSync(broken, path);
    rmSync(broken);
    return isTheOne;
  } catch {
    return false;
  }
};
