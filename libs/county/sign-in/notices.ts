import { metadataText, type RecordedEvent } from '@event-store/event-store';

/** What somebody else did to an account: with it somebody else could have come in. */
export interface Notice {
  readonly what: 'PASSWORD_RESET' | 'TOTP_REMOVED' | 'IDENTITY_UNBOUND';
  readonly by: string;
  readonly at: string;
}

/** Shown at every sign-in, and not only at the next: that may be the stranger's. */
const SHOWN = 5;

const whatIn = ({ type, data }: RecordedEvent): Notice['what'] | null => {
  if (type === 'PasswordSet' && data['mustChange'] === true) return 'PASSWORD_RESET';
  if (type === 'TotpRemoved') return 'TOTP_REMOVED';
  return type === 'IdentityUnbound' ? 'IDENTITY_UNBOUND' : null;
};

/** The newest last. */
export const noticesIn = (events: readonly RecordedEvent[]): readonly Notice[] =>
  events
    .flatMap((event) => {
      const what = whatIn(event);
      const by = metadataText(event, 'actor');
      return what === null ? [] : [{ what, by, at: metadataText(event, 'recordedAt') }];
    })
    .slice(-SHOWN);

export interface Before {
  readonly at: string;
  readonly address: string;
}

/** The sign-in before the newest, so that its owner notices one that was not hers. */
export const lastSignInIn = (events: readonly RecordedEvent[]): Before | null => {
  const event = events.findLast(({ type }) => type === 'SessionOpened');
  return event === undefined
    ? null
    : {
        at: metadataText(event, 'recordedAt'),
        address: (event.data as { readonly address: string }).address,
      };
};
