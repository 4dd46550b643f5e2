import { ACCOUNT_WATCHERS } from '@kernel/actor';
import { handled, type Handled } from '@command/handling';
import { IssueAccessToken, RevokeAccessToken } from './commands';
import { issue, revoke } from './decider';
import { grantFacts, type ForPrograms } from './facts';
import { accessTokenRefusals } from './refusals';
import { accessToken, accessTokenId } from './state';

export const handledAccessToken = (forPrograms: ForPrograms): Handled => ({
  readBy: ACCOUNT_WATCHERS,
  ...handled(accessToken, accessTokenRefusals, (handle) => [
    handle({
      command: IssueAccessToken,
      decide: issue,
      creates: (_command, commandId) => accessTokenId(commandId),
      place: ({ division }) => division,
      facts: grantFacts(forPrograms),
    }),
    handle({ command: RevokeAccessToken, decide: revoke }),
  ]),
});
