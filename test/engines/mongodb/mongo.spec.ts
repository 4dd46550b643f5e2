import { describe, expect, it } from '@jest/globals';
import { withDatabase } from './mongo';

describe('the address of a given MongoDB, for a database of its own there', () => {
  it.each([
    ['mongodb://one:27017', 'mongodb://one:27017/own'],
    ['mongodb://one,two,three/?replicaSet=rs0', 'mongodb://one,two,three/own?replicaSet=rs0'],
    ['mongodb://one/county?directConnection=true', 'mongodb://one/own?directConnection=true'],
  ])('of %s is %s', (given, own) => {
    expect(withDatabase(given, 'own')).toBe(own);
  });

  it.each([
    ['mongodb://clerk:pass@one', 'mongodb://clerk:pass@one/own?authSource=admin'],
    ['mongodb+srv://clerk:pass@one/?w=1', 'mongodb+srv://clerk:pass@one/own?w=1&authSource=admin'],
    ['mongodb://clerk:pass@one/county', 'mongodb://clerk:pass@one/own?authSource=county'],
    ['mongodb://clerk:pass@one/county?authSource=users', 'mongodb://clerk:pass@one/own?authSource=users'],
  ])('of %s looks for the user where he was looked for: %s', (given, own) => {
    expect(withDatabase(given, 'own')).toBe(own);
  });
});
