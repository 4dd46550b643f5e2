import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeStampReply } from '@event-store/sealing/story';
import { verify } from '@event-store/verify';
import { openCounty, type County } from './county';
import { countyPulse } from './pulse';
import { keepSealing } from './sealing';
import { settingsFrom } from './settings';

const AT = '2025-03-01T00:00:00.000Z';

describe('sealing with an authority that stamps', () => {
  let folder: string;
  let authority: Server;
  let county: County;
  let answers: 'STAMPS' | 'REFUSES' | 'FAILS';

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-stamped-'));
    authority = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        expect(request.headers['content-type']).toBe('application/timestamp-query');
        const status = answers === 'STAMPS' ? 0 : 2;
        response.writeHead(answers === 'FAILS' ? 500 : 200, {
          'content-type': 'application/timestamp-reply',
        });
        response.end(timeStampReply(Buffer.concat(parts), { at: AT, status }));
      });
    }).listen(0, '127.0.0.1');
    await once(authority, 'listening');
    const { port } = authority.address() as AddressInfo;
    const TIMESTAMP_URL = `http://127.0.0.1:${String(port)}/tsa`;
    county = openCounty(settingsFrom({ DATA_DIR: folder, SEAL_MINUTES: '1', TIMESTAMP_URL }));
    await county.store.append('noted-1', 'any', [
      { id: randomUUID(), type: 'Noted', data: {}, metadata: { recordedAt: AT } },
    ]);
  });

  afterEach(async () => {
    await county.close();
    authority.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** One round, up to what is said of the stamp. @returns what was told */
  const round = async (): Promise<readonly string[]> => {
    const told: string[] = [];
    const over = new AbortController();
    const note = (text: string): void => {
      told.push(text);
      if (text.includes('stamped')) over.abort();
    };
    await keepSealing(county, { info: note, error: note, warn: note }, over.signal);
    return told;
  };

  const lastSeal = async () => (await countyPulse(county).health()).lastSeal;

  it('keeps the word of the authority beside the seal, and health tells it', async () => {
    answers = 'STAMPS';
    expect(await round()).toEqual([
      expect.stringMatching(/^seal 1 over 2 events/),
      `seal 1 was stamped at ${AT}`,
    ]);
    expect(await lastSeal()).toMatchObject({ number: 1, timestampedAt: AT });
    const breaks = [];
    for await (const progress of verify(county.store)) breaks.push(...progress.breaks);
    expect(breaks).toEqual([]);
  });

  it.each([
    ['REFUSES', 'the authority refused: status 2'],
    ['FAILS', 'the authority answered 500'],
  ] as const)('seals all the same where the authority %s, and has it stamped later', async (how, said) => {
    answers = how;
    expect(await round()).toEqual([
      expect.stringMatching(/^seal 1 over/),
      expect.stringMatching(new RegExp(`^the last seal was not stamped: .*${said}`)),
    ]);
    expect(await lastSeal()).toMatchObject({ number: 1, timestampedAt: null });
    answers = 'STAMPS';
    expect(await round()).toEqual([`seal 1 was stamped at ${AT}`]);
  });

  it('seals all the same where nobody answers', async () => {
    authority.close();
    expect(await round()).toEqual([
      expect.stringMatching(/^seal 1 over/),
      expect.stringContaining('the authority cannot be reached'),
    ]);
  });

  it('wants an address that can be one', () => {
    expect(() => settingsFrom({ TIMESTAMP_URL: 'tsa' })).toThrow('TIMESTAMP_URL takes a URL');
  });
});
