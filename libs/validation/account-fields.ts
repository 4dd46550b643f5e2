import { check, isLogin } from './fields';

/** Who acts in events without being a person: `system:…`, `policy:…`, `program:…` and these. */
const NO_PERSONS = ['operator', 'sign-in', 'audit-witness', 'system', 'policy', 'program'];

/** A login that is given to somebody: nobody may look like the house itself. */
export const IsNewLogin = (): PropertyDecorator =>
  check(
    'isNewLogin',
    (value) => isLogin(value) && !value.includes(':') && !NO_PERSONS.includes(value.toLowerCase()),
  );

/** RFC 4226, R6: 「The length of the shared secret … RECOMMENDed 160 bits」; that is 32 signs in base32. */
export const IsTotpSecret = (): PropertyDecorator =>
  check('isTotpSecret', (value) => typeof value === 'string' && /^[A-Z2-7]{32,103}$/.test(value));
