import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { told } from '@county/language';
import { divisionCode, isDivisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { CommandFailed, NO_DIVISION } from './failure';
import { print, withNewCounty } from './with-county';

interface Options {
  readonly login: string;
  readonly name: string;
  readonly scope: string;
}

/** Long enough that nobody guesses it before it is changed. */
const PASSWORD_BYTES = 15;

/** For the first of all, and for a county whose administrators are all gone: whoever may run this holds the data anyway. */
export const adminCommand = new Command('admin')
  .description(
    told({
      zh: '登记一个用户，给首次登录的密码，并任命为管理员',
      en: 'register a user with a password for the first sign-in and appoint it administrator',
    }),
  )
  .requiredOption('--login <login>', told({ zh: '登录名', en: 'what the person signs in with' }))
  .requiredOption('--name <name>', told({ zh: '姓名', en: 'name of the person' }))
  .requiredOption(
    '--scope <code>',
    told({ zh: '所管区划的12位代码', en: '12-digit division code that is administered' }),
  )
  .action(async ({ login, name, scope }: Options) => {
    if (!isDivisionCode(scope)) throw new CommandFailed(NO_DIVISION);
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await withNewCounty(async (county) => {
      const wanted = { login, name, password, divisionCode: divisionCode(scope) };
      await firstAdministrator(county, wanted).catch(refused);
      print({
        zh: `${login}可用密码 ${password} 登录，登录后须立即更改`,
        en: `${login} may sign in with the password ${password} and has to change it at once`,
      });
    });
  });

const refused = (error: unknown): never => {
  if (error instanceof Refusal)
    throw CommandFailed.saying(
      error.unmet.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join(', '),
    );
  throw error;
};
