import { describe, expect, it } from '@jest/globals';
import { settingsFrom, InvalidSettings } from './settings';

const faultsOf = (eventStore: string): string => {
  try {
    settingsFrom({ EVENT_STORE: eventStore });
    return '';
  } catch (error) {
    if (error instanceof InvalidSettings) return error.message;
    throw error;
  }
};

describe('the setting of the event store', () => {
  it.each(['sqlite:./data/events.db', 'esdb://localhost:2113?tls=false', 'esdb+discover://cluster.example'])(
    'may be %s',
    (text) => {
      expect(faultsOf(text)).toBe('');
    },
  );

  it.each([
    ['postgres://clerk:s3cret@node', 'takes sqlite:<path>, esdb://'],
    ['sqlite:', 'takes sqlite:<path>'],
    ['esdb://clerk:s3cret@node?verify=no', 'no other option, not "verify"'],
    ['esdb://clerk:s3cret@', 'no host:port'],
  ])('may not be %s, and the fault repeats no password', (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
    expect(faultsOf(text)).not.toContain('s3cret');
  });
});
