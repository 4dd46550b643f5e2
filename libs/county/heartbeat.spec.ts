import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepBeating } from './heartbeat';

describe('the heart of a process without a port', () => {
  it('beats at once, and no more when it is to stop', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-heart-'));
    const stop = new AbortController();
    const before = new Date().toISOString();
    const beating = keepBeating(join(folder, 'heartbeat'), stop.signal);
    expect(readFileSync(join(folder, 'heartbeat'), 'utf8').trim() >= before).toBe(true);
    stop.abort();
    await expect(beating).resolves.toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it('stops a process that cannot be seen to live', async () => {
    await expect(keepBeating('/nowhere/heartbeat', new AbortController().signal)).rejects.toThrow('ENOENT');
  });
});
