import { describe, expect, it } from '@jest/globals';
import { clientFor, InvalidAddress } from './address';

describe('the address of a MongoDB', () => {
  it('cannot weaken what is promised of a commit and of a read', () => {
    const { options } = clientFor('mongodb://127.0.0.1/views?w=1&journal=false&readPreference=secondary');
    expect(options).toMatchObject({ retryReads: true, retryWrites: true });
    expect(options.writeConcern).toMatchObject({ w: 'majority', journal: true });
    expect(options.readPreference.mode).toBe('primary');
  });

  it.each(['mongodb://127.0.0.1', 'mongodb://127.0.0.1/', 'http://127.0.0.1/views'])('is not %s', (url) => {
    expect(() => clientFor(url)).toThrow(InvalidAddress);
  });
});
