import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsNewLogin, IsTotpSecret } from './account-fields';

class Asked {
  @IsNewLogin() login = 'li';
  @IsTotpSecret() secret = 'A'.repeat(32);
}

const faultsOf = (fields: Partial<Asked>): readonly string[] =>
  validateSync(Object.assign(new Asked(), fields)).map(({ property }) => property);

describe('a login that is given to somebody', () => {
  it.each(['li', 'li.wei', 'zhang@county', 'operators'])('may be %s', (login) => {
    expect(faultsOf({ login })).toEqual([]);
  });

  it.each([
    'system:sealer',
    'program:bulletin',
    'policy:clock',
    'operator',
    'Operator',
    'audit-witness',
    'sign-in',
  ])('is not %s, which is no person', (login) => {
    expect(faultsOf({ login })).toEqual(['login']);
  });

  it('is no phone and no document', () => {
    for (const login of ['13800000000', '11010519491231002X', '_li', ''])
      expect(faultsOf({ login })).toEqual(['login']);
  });
});

describe('the secret of a device', () => {
  it.each(['', 'A', 'A'.repeat(31), `${'A'.repeat(31)}1`, 'a'.repeat(32), `${'A'.repeat(32)}=`])(
    'is not "%s"',
    (secret) => {
      expect(faultsOf({ secret })).toEqual(['secret']);
    },
  );
});
