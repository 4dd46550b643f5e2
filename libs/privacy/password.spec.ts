import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPassword, PasswordsBusy } from './password';

describe('a flood of passwords', () => {
  it('is looked at a few at a time, and what would wait too long is turned away at once', async () => {
    const hashed = await hashPassword('correct horse');
    const asked = await Promise.allSettled(
      Array.from({ length: 106 }, (_one, index) =>
        isPassword(hashed, index === 0 ? 'correct horse' : 'wrong'),
      ),
    );
    const turnedAway = asked.filter((one) => one.status === 'rejected');
    expect(turnedAway.map(({ reason }) => reason as unknown)).toEqual([
      expect.any(PasswordsBusy),
      expect.any(PasswordsBusy),
    ]);
    expect(asked[0]).toEqual({ status: 'fulfilled', value: true });
    expect(await isPassword(hashed, 'correct horse')).toBe(true);
  });
});
