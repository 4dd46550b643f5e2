import { describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { AddressUnusable, requireUsableAddress } from './starting';

describe('the address a process is to listen at', () => {
  it('is told to be taken before anything is opened, and free again is usable', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const address = { host: '127.0.0.1', port };
    const taken = `cannot listen at 127.0.0.1:${String(port)} (another process does); name another address with HOST, PORT`;
    await expect(requireUsableAddress(address)).rejects.toThrow(taken);
    await new Promise((resolve) => other.close(resolve));
    await expect(requireUsableAddress(address)).resolves.toBeUndefined();
  });

  it('is told to be none of this machine', async () => {
    const elsewhere = requireUsableAddress({ host: '192.0.2.1', port: 0 });
    await expect(elsewhere).rejects.toBeInstanceOf(AddressUnusable);
  });
});
