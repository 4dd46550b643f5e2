import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { child } from './command-line';

describe('a server that is started for real with secrets that everybody knows', () => {
  it('says which, every one, and does not start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shuangbang-production-'));
    const server = child('./apps/api/src/main.ts', [], {
      ...{ NODE_ENV: 'production', DATA_DIR: folder, PORT: '0' },
      MASTER_KEY: Buffer.alloc(32).toString('base64'),
      EVENT_STORE: 'esdb://admin:changeit@127.0.0.1:1?tls=true',
    });
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [status] = (await once(server, 'close')) as [number | null];
    expect(status).toBe(1);
    expect(said).toContain('MASTER_KEY can be guessed');
    expect(said).toContain('EVENT_STORE has a password that everybody knows');
    expect(said).not.toContain('changeit');
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  }, 60_000);
});
