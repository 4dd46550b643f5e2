import { describe, expect, it } from '@jest/globals';
import { KeysDamaged } from '@privacy/key-store';
import { tellingDamage } from './damage';

describe('damage of what is sealed', () => {
  const told: string[] = [];
  const tell = tellingDamage({ error: (message) => told.push(message) });
  const of = (subject: string) => new KeysDamaged({ zh: subject, en: subject });

  it('is told once, however often a page is asked for', () => {
    for (const subject of ['wang', 'li', 'wang']) tell(of(subject));
    expect(told.map((message) => message.split(':')[0])).toEqual(['wang', 'li']);
  });

  it('is told of so many persons and no more', () => {
    for (let n = 0; n < 2_000; n += 1) tell(of(String(n)));
    expect(told).toHaveLength(1_000);
  });
});
