import type { Actor } from '@kernel/actor';
import { openCounty } from '@county/county';
import { told } from '@county/language';
import type { Settings } from '@county/settings';
import { officer } from '@demo/officers';
import type { Built, Stories } from '@demo/stories';
import { issueToken } from '@http/token';
import { linesOf } from './lines-to-try';
import { print } from './with-county';

/** What a newcomer may try next, as lines to copy; each works as it stands. */
export const tryNext = async (settings: Settings, { stories, defects }: Built): Promise<void> => {
  print({ zh: '\n故意的差错，各以其代码被拒：', en: '\nDeliberate defects, each refused with its code:' });
  for (const { what, code } of defects) print(`  ${code.padEnd(32)} ${what}`);
  print({ zh: '\n接下来可以试（先复制令牌）：', en: '\nTry next (copy the tokens first):' });
  for (const line of await tokenLines(settings, stories)) print(`  ${line}`);
  print(`  B=http://127.0.0.1:${String(settings.port)}`);
  for (const [why, line] of linesOf(stories))
    print(why === null ? `  ${line}` : `\n  # ${told(why)}\n  ${line}`);
};

const tokenLines = async (settings: Settings, { neighbour }: Stories): Promise<readonly string[]> => {
  const county = openCounty(settings);
  const line = async (name: string, actor: Actor) =>
    `${name}=${await issueToken(county.tokenKey, actor, '30d')}`;
  const lines = await Promise.all([
    line('SUPERVISOR', officer('SUPERVISOR')),
    line('AUDITOR', officer('AUDITOR')),
    line('CLERK', officer('COUNTY_INFORMANT')),
    line('SIGNER', officer('COUNTY_SIGNER')),
    line('NEIGHBOUR', officer('SUPERVISOR', neighbour)),
  ]);
  await county.close();
  return lines;
};
