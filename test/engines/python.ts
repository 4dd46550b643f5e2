import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tryLock, unlock } from './lock';

/** What the Python package index has: `package` at `version`, which brings `program`. */
export interface PythonPackage {
  readonly package: string;
  readonly version: string;
  readonly program: string;
}

const INSTALL_MS = 300_000;

/**
 * Where its program is, in an environment of its own; null where there is no Python to run it. One of several processes installs
 * it, the others wait. @throws in CI where there is one and it cannot be installed, so that its suites are never left out
 * unnoticed there
 */
export const pythonProgram = async (wanted: PythonPackage): Promise<string | null> => {
  if (!succeeds('python3', ['--version'])) return null;
  const home = join(tmpdir(), `shuangbang-${wanted.package}-${wanted.version}`);
  const [ready, lock] = [join(home, 'ready'), join(home, 'lock')];
  mkdirSync(home, { recursive: true });
  const until = Date.now() + INSTALL_MS;
  while (!existsSync(ready) && Date.now() < until)
    if (!tryLock(lock)) await pause(200);
    else if (!installed(wanted, { home, ready, lock })) break;
  return existsSync(ready) ? join(home, 'venv', 'bin', wanted.program) : notInstalled(wanted);
};

interface Places {
  readonly home: string;
  readonly ready: string;
  readonly lock: string;
}

const installed = ({ package: name, version }: PythonPackage, { home, ready, lock }: Places): boolean => {
  try {
    const venv = join(home, 'venv');
    const works =
      succeeds('python3', ['-m', 'venv', '--clear', venv]) &&
      succeeds(join(venv, 'bin', 'pip'), ['install', '--quiet', `${name}==${version}`]);
    if (works) writeFileSync(ready, '');
    return works;
  } finally {
    unlock(lock);
  }
};

const notInstalled = ({ package: name, version }: PythonPackage): null => {
  const told = `python3 is here, but ${name} ${version} cannot be installed`;
  if (process.env['CI'] === 'true') throw new Error(told);
  console.warn(told);
  return null;
};

const succeeds = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: INSTALL_MS }).status === 0;
