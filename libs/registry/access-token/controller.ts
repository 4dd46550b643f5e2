import { commandsAt, questionsAt } from '@http/controllers';
import { handledAccessToken } from './aggregate';
import { IssueAccessToken, RevokeAccessToken } from './commands';
import { AccessTokenList } from './queries';

const TAG = '访问令牌 AccessTokens';

export const AccessTokenCommands = commandsAt('access-tokens', TAG, handledAccessToken, [
  [IssueAccessToken, ''],
  [RevokeAccessToken, ':id/revoke'],
]);

export const AccessTokenQuestions = questionsAt('access-tokens', TAG, [[AccessTokenList, '']]);
