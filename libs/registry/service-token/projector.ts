import { register, type Registered } from '@projection/fold';
import type { Grant, ServiceTokenEvent } from './events';

export type ServiceTokenRow = Registered &
  Omit<Grant, 'divisionCode'> & {
    readonly division: string;
    readonly issuedBy: string;
    readonly issuedOn: string;
    readonly revokedOn: string | null;
  };

export const serviceTokenRegister = register<ServiceTokenEvent, ServiceTokenRow>({
  name: 'service-token',
  version: 1,
  categories: ['serviceToken'],
  collection: 'service-tokens',
  indexes: [{ fields: ['division', 'until'] }],
  arrays: ['permissions', 'addresses'],
  on: {
    ServiceTokenIssued: (_before, { data: { divisionCode, on, ...grant } }) => ({
      ...{ ...grant, division: divisionCode, issuedOn: on, revokedOn: null },
    }),
    ServiceTokenRevoked: (row, { data: { on } }) => (row === undefined ? null : { ...row, revokedOn: on }),
  },
});
