import { handled } from '@command/handling';
import { IssueServiceToken, RevokeServiceToken } from './commands';
import { issue, revoke } from './decider';
import { serviceTokenRefusals } from './refusals';
import { serviceToken, serviceTokenId } from './state';

export const handledServiceToken = handled(serviceToken, serviceTokenRefusals, (handle) => [
  handle({
    command: IssueServiceToken,
    decide: issue,
    creates: (_command, commandId) => serviceTokenId(commandId),
    scope: ({ divisionCode }) => divisionCode,
  }),
  handle({ command: RevokeServiceToken, decide: revoke }),
]);
