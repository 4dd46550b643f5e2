import { Command, Option } from 'commander';
import { told } from '@county/language';
import { ROLES, speaksForOne, type Actor, type Role } from '@kernel/actor';
import { isDivisionCode } from '@kernel/division-code';
import { isUuid } from '@kernel/ids';
import { issueToken } from '@http/token';
import { CommandFailed, NO_DIVISION } from './failure';
import { print, withCounty } from './with-county';

interface Options {
  readonly user: string;
  readonly role: Role;
  readonly scope: string;
  readonly subject?: string;
  readonly expires: string;
}

const roles = Object.keys(ROLES).filter((role) => role !== 'SYSTEM');

/** Signs a token with the county's own key: for embedded mode, where nobody else does. */
export const tokenCommand = new Command('token')
  .description(told({ zh: '签发调用接口的令牌', en: 'issue a signed token for the API' }))
  .requiredOption('--user <name>', told({ zh: '办理人的账号', en: 'account name of the person who acts' }))
  .addOption(
    new Option('--role <role>', told({ zh: '以何角色办理', en: 'role in which the person acts' }))
      .choices(roles)
      .makeOptionMandatory(),
  )
  .requiredOption(
    '--scope <code>',
    told({ zh: '办理范围，12位区划代码', en: '12-digit division code within which the person acts' }),
  )
  .option(
    '--subject <id>',
    told({
      zh: 'ENTITY_MANAGER、HOUSEHOLD 所代表的主体或农户的编号',
      en: 'id of the entity or household an ENTITY_MANAGER or HOUSEHOLD speaks for',
    }),
  )
  .option('--expires <time>', told({ zh: '有效期，如 8h、30d', en: 'lifetime, e.g. 8h or 30d' }), '8h')
  .action(async (options: Options) => {
    const actor = actorOf(options);
    await withCounty(async ({ tokenKey, settings }) => {
      if (settings.production)
        throw new CommandFailed({
          zh: '生产环境由登录服务签发令牌',
          en: 'tokens are issued by the sign-in service in production',
        });
      print(await issueToken(tokenKey, actor, options.expires));
    });
  });

const actorOf = ({ user, role, scope, subject }: Options): Actor => {
  if (!isDivisionCode(scope)) throw new CommandFailed(NO_DIVISION);
  if (subject !== undefined && !isUuid(subject))
    throw new CommandFailed({ zh: '--subject 须为编号', en: '--subject takes an id' });
  if (speaksForOne(role) !== (subject !== undefined))
    throw new CommandFailed({
      zh: '--subject 只用于 ENTITY_MANAGER 和 HOUSEHOLD，且必须给出',
      en: '--subject goes with the roles ENTITY_MANAGER and HOUSEHOLD, and with no other',
    });
  return { user, role, scope, ...(subject === undefined ? {} : { subjectId: subject }) };
};
