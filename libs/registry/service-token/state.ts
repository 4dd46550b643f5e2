import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { serviceTokenEvents, type Grant, type ServiceTokenEvent } from './events';

export interface ServiceToken {
  readonly grant: Grant | null;
  readonly isRevoked: boolean;
}

export const serviceTokenId = (commandId: string): string => derivedId('serviceToken', commandId);

export const isUsable = (
  token: ServiceToken,
  today: CalendarDate,
): token is ServiceToken & { readonly grant: Grant } =>
  token.grant !== null && !token.isRevoked && today <= token.grant.until;

const evolve = (token: ServiceToken, event: ServiceTokenEvent): ServiceToken =>
  event.type === 'ServiceTokenIssued'
    ? { grant: event.data, isRevoked: false }
    : { ...token, isRevoked: true };

export const serviceToken: Aggregate<ServiceToken, ServiceTokenEvent> = {
  category: 'serviceToken',
  initial: { grant: null, isRevoked: false },
  evolve,
  events: serviceTokenEvents,
  scope: ({ grant }) => grant?.divisionCode ?? null,
};
