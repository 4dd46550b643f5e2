import type { Type } from '@nestjs/common';
import type { Handled } from '@command/handling';
import { commandsAt, questionsAt } from '@http/controllers';
import { IssueAccessToken, RevokeAccessToken } from './commands';
import { AccessTokenList } from './queries';

const TAG = '访问令牌 AccessTokens';

export const accessTokenCommands = (handled: Handled): Type =>
  commandsAt('access-tokens', TAG, handled, [
    [IssueAccessToken, ''],
    [RevokeAccessToken, ':id/revoke'],
  ]);

export const AccessTokenQuestions = questionsAt('access-tokens', TAG, [[AccessTokenList, '']]);
