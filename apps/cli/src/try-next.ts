import { openCounty } from '@county/county';
import type { Settings } from '@county/settings';
import type { Built } from '@demo/build';
import { officer } from '@demo/officers';
import { issueToken } from '@http/token';
import { print } from './with-county';

/** What a newcomer may try next, as lines to copy; each works as it stands. */
export const tryNext = async (settings: Settings, { stories, defects }: Built): Promise<void> => {
  print('\nDeliberate defects, each refused with its code:');
  for (const { what, code } of defects) print(`  ${code.padEnd(32)} ${what}`);
  print('\nTry next (copy the four tokens first):');
  for (const [name, role] of [
    ['SUPERVISOR', 'SUPERVISOR'],
    ['AUDITOR', 'AUDITOR'],
    ['CLERK', 'COUNTY_INFORMANT'],
    ['SIGNER', 'COUNTY_SIGNER'],
  ] as const)
    print(`  ${name}=${await tokenOf(settings, role)}`);
  print(`  B=http://127.0.0.1:${String(settings.port)}`);
  for (const [why, line] of linesOf(stories)) print(`\n  # ${why}\n  ${line}`);
};

const tokenOf = async (
  settings: Settings,
  role: 'SUPERVISOR' | 'AUDITOR' | 'COUNTY_INFORMANT' | 'COUNTY_SIGNER',
): Promise<string> => {
  const county = openCounty(settings);
  const token = await issueToken(county.tokenKey, officer(role), '30d');
  await county.close();
  return token;
};

const get = (who: string, path: string): string => `curl -s -H "Authorization: Bearer $${who}" "$B${path}"`;

const linesOf = (stories: Built['stories']): readonly (readonly [string, string])[] => {
  const agreement = `/history/agreement/${stories.revokedAgreement}`;
  const at = (date: string) => get('AUDITOR', `${agreement}/state?asOf=${date}`);
  const growth = (village: string) =>
    `/incomes/growth?division=${village}&year=2025&quarter=4&item=OPERATING`;
  return [
    [
      'coverage of the county at the end of 2025, and as it was known half a year before',
      get('SUPERVISOR', '/coverage?asOf=2025-12-31'),
    ],
    ['the same as known then', get('SUPERVISOR', '/coverage?asOf=2025-06-30&knownAt=2025-06-30')],
    ['operating income that grew by exactly 20.00 %: met', get('SUPERVISOR', growth(stories.exactVillage))],
    ['one fen below: prints 20.00 and is not met', get('SUPERVISOR', growth(stories.belowVillage))],
    ['the ranking of the evaluation', get('SUPERVISOR', '/evaluations/ranking?year=2025')],
    ['households to be bound anew after the revocation', get('CLERK', '/re-homings')],
    [
      'the story of an agreement: refused signature, in force, failed rectification, terminated',
      get('AUDITOR', agreement),
    ],
    ['its state on three dates', at('2024-01-20')],
    ['', at('2025-06-30')],
    ['', at('2026-03-02')],
    [
      'a dividend that was late: overdue, rescheduled, paid',
      get('AUDITOR', `/history/distribution/${stories.lateDistribution}`),
    ],
    [
      'an income that was corrected after it had been published',
      get('AUDITOR', `/history/householdIncome/${stories.correctedIncome}`),
    ],
    [
      'the bulletin published before that, and what has changed since',
      get('AUDITOR', `/snapshots/${stories.snapshot}/difference`),
    ],
    [
      'who would lose coverage if an enterprise were suspended (nothing is written)',
      `curl -s -X POST -H "Authorization: Bearer $SIGNER" -H "Content-Type: application/json" -d '{"reason":"what if"}' "$B/entities/${stories.enterpriseBindingOf}/suspend?dryRun=true"`,
    ],
  ];
};
