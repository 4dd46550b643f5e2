import { describe, expect, it } from '@jest/globals';
import { readEngineName } from './read-engine';
import { InvalidSettings, settingsFrom } from './settings';

const faultsOf = (readStore: string): string => {
  try {
    settingsFrom({ READ_STORE: readStore });
    return '';
  } catch (error) {
    if (error instanceof InvalidSettings) return error.message;
    throw error;
  }
};

describe('the setting of the read store', () => {
  it.each([
    ['sqlite:./data/views.db', 'sqlite'],
    ['mongodb://localhost:27017/county', 'mongodb'],
    ['mongodb://clerk:s3cret@one:27017,two:27017/county?replicaSet=rs0&tls=true', 'mongodb'],
    ['mongodb+srv://clerk:s3cret@cluster.example/county', 'mongodb'],
  ])('may be %s', (text, name) => {
    expect(faultsOf(text)).toBe('');
    expect(readEngineName(text)).toBe(name);
  });

  it.each([
    ['postgres://clerk:s3cret@node', 'READ_STORE: takes sqlite:<path>, mongodb://'],
    ['sqlite:', 'READ_STORE: takes sqlite:<path>'],
    ['mongodb://clerk:s3cret@node:27017', 'READ_STORE: names no database'],
    ['mongodb://clerk:s3cret@node:27017/?replicaSet=rs0', 'READ_STORE: names no database'],
    ['mongodb://clerk:s3cret@', 'READ_STORE: '],
    ['mongodb://clerk:s3cr/et@node/county', 'READ_STORE: '],
    ['mongodb://clerk:s3cret@node/county?nonsense=1', 'READ_STORE: '],
  ])('may not be %s, and the fault repeats no password', (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
    expect(faultsOf(text)).not.toContain('s3cr');
  });
});
