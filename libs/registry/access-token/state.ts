import type { CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { derivedId } from '@kernel/ids';
import { accessTokenEvents, type Grant, type AccessTokenEvent } from './events';

export interface AccessToken {
  /** With who answers for what the program does. */
  readonly grant: (Grant & { readonly issuedBy: string }) | null;
  readonly isRevoked: boolean;
}

export const accessTokenId = (commandId: string): string => derivedId('accessToken', commandId);

export const isUsable = (
  token: AccessToken,
  today: CalendarDate,
): token is AccessToken & { readonly grant: NonNullable<AccessToken['grant']> } =>
  token.grant !== null && !token.isRevoked && today <= token.grant.until;

const evolve = (token: AccessToken, event: AccessTokenEvent): AccessToken =>
  event.type === 'AccessTokenIssued'
    ? { grant: event.data, isRevoked: false }
    : { ...token, isRevoked: true };

export const accessToken: Aggregate<AccessToken, AccessTokenEvent> = {
  category: 'accessToken',
  initial: { grant: null, isRevoked: false },
  evolve,
  events: accessTokenEvents,
  scope: ({ grant }) => grant?.divisionCode ?? null,
};
