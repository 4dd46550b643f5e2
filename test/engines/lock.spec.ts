import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tryLock, unlock } from './lock';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shuangbang-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the lock of an installation', () => {
  it('is held once, until it is given back', () => {
    expect(tryLock(path)).toBe(true);
    expect(tryLock(path)).toBe(false);
    unlock(path);
    expect(tryLock(path)).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('counts as long as its holder lives', () => {
    const holder = spawn('sleep', ['60']);
    writeFileSync(path, String(holder.pid));
    expect(tryLock(path)).toBe(false);
    holder.kill('SIGKILL');
  });

  it('of a process that is no more is broken at once', () => {
    const { pid } = spawnSync('true');
    writeFileSync(path, String(pid));
    expect(tryLock(path)).toBe(true);
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});
