import { handled } from '@command/handling';
import { IssueAccessToken, RevokeAccessToken } from './commands';
import { issue, revoke } from './decider';
import { accessTokenRefusals } from './refusals';
import { accessToken, accessTokenId } from './state';

export const handledAccessToken = handled(accessToken, accessTokenRefusals, (handle) => [
  handle({
    command: IssueAccessToken,
    decide: issue,
    creates: (_command, commandId) => accessTokenId(commandId),
    scope: ({ divisionCode }) => divisionCode,
  }),
  handle({ command: RevokeAccessToken, decide: revoke }),
]);
