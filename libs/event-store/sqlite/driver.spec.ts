import { describe, expect, it } from '@jest/globals';
import { Sqlite, driverFor, loaded } from './driver';

describe('the SQLite driver', () => {
  it.each([
    ['9', 'better-sqlite3'],
    ['10', 'better-sqlite3-13'],
    ['11', 'better-sqlite3-13'],
  ])('with Node-API %s is %s', (nodeApi, name) => {
    expect(driverFor(nodeApi)).toBe(name);
  });

  it('is there for the Node that runs', () => {
    const db = new Sqlite(':memory:');
    expect(db.prepare('SELECT 1').pluck().get()).toBe(1);
    db.close();
  });

  it('that is missing is told of with what to do', () => {
    expect(() => loaded('better-sqlite3-of-tomorrow')).toThrow(
      /better-sqlite3-of-tomorrow.*run npm ci again/,
    );
  });
});
