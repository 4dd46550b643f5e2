import { register, type Registered } from '@projection/fold';
import type { Grant, AccessTokenEvent } from './events';

export type AccessTokenRow = Registered &
  Omit<Grant, 'divisionCode'> & {
    readonly division: string;
    readonly issuedBy: string;
    readonly issuedOn: string;
    readonly revokedOn: string | null;
  };

export const accessTokenRegister = register<AccessTokenEvent, AccessTokenRow>({
  name: 'access-token',
  version: 1,
  categories: ['accessToken'],
  collection: 'access-tokens',
  indexes: [{ fields: ['division', 'until'] }],
  arrays: ['permissions', 'addresses'],
  on: {
    AccessTokenIssued: (_before, { data: { divisionCode, on, ...grant } }) => ({
      ...{ ...grant, division: divisionCode, issuedOn: on, revokedOn: null },
    }),
    AccessTokenRevoked: (row, { data: { on } }) => (row === undefined ? null : { ...row, revokedOn: on }),
  },
});
