import { commandsAt, questionsAt } from '@http/controllers';
import { handledServiceToken } from './aggregate';
import { IssueServiceToken, RevokeServiceToken } from './commands';
import { ServiceTokenList } from './queries';

const TAG = '服务令牌 ServiceTokens';

export const ServiceTokenCommands = commandsAt('service-tokens', TAG, handledServiceToken, [
  [IssueServiceToken, ''],
  [RevokeServiceToken, ':id/revoke'],
]);

export const ServiceTokenQuestions = questionsAt('service-tokens', TAG, [[ServiceTokenList, '']]);
