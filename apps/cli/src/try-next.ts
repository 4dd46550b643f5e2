import type { Actor } from '@kernel/actor';
import { openCounty } from '@county/county';
import type { Settings } from '@county/settings';
import { DEMO_PASSWORD } from '@county/sign-in/demo-accounts';
import { HUANING, officer } from '@demo/officers';
import type { Built, Stories } from '@demo/stories';
import { issueToken } from '@http/token';
import { print } from './with-county';

/** What a newcomer may try next, as lines to copy; each works as it stands. */
export const tryNext = async (settings: Settings, { stories, defects }: Built): Promise<void> => {
  print('\nDeliberate defects, each refused with its code:');
  for (const { what, code } of defects) print(`  ${code.padEnd(32)} ${what}`);
  print('\nTry next (copy the tokens first):');
  for (const line of await tokenLines(settings, stories)) print(`  ${line}`);
  print(`  B=http://127.0.0.1:${String(settings.port)}`);
  for (const [why, line] of linesOf(stories)) print(why === '' ? `  ${line}` : `\n  # ${why}\n  ${line}`);
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

const get = (who: string, path: string): string => `curl -s -H "Authorization: Bearer $${who}" "$B${path}"`;

const SIGN_IN = `curl -s -X POST -H "Content-Type: application/json" -d '${JSON.stringify({ login: 'demo-auditor', password: DEMO_PASSWORD })}' "$B/sign-in"`;

type Line = readonly [why: string, line: string];

const linesOf = (stories: Stories): readonly Line[] => [
  ...coverageLines(stories),
  ...incomeLines(stories),
  ...historyLines(stories),
  ...postLines(stories),
  [
    'who would lose coverage if an enterprise were suspended (nothing is written)',
    `curl -s -X POST -H "Authorization: Bearer $SIGNER" -H "Content-Type: application/json" -d '{"reason":"what if"}' "$B/entities/${stories.enterpriseBindingOf}/suspend?dryRun=true"`,
  ],
];

const coverageLines = ({ neighbour, threefoldHousehold }: Stories): readonly Line[] => {
  const next = `division=${neighbour}&asOf=2025-12-31`;
  return [
    ['coverage of the county at the end of 2025', get('SUPERVISOR', '/coverage?asOf=2025-12-31')],
    [
      'in the first days of 2025, as it is known now: last year’s bindings were followed by new ones',
      get('SUPERVISOR', '/coverage?asOf=2025-01-03'),
    ],
    [
      'and as it was known then: nobody had recorded them yet',
      get('SUPERVISOR', '/coverage?asOf=2025-01-03&knownAt=2025-01-03'),
    ],
    [
      '1 999 of 2 000 households of the county next door: 99.95 %, not met',
      get('NEIGHBOUR', `/coverage?${next}`),
    ],
    ['and the one that is missing', get('NEIGHBOUR', `/coverage/households?which=GAP&${next}`)],
    ['a household of three categories, counted once', get('SUPERVISOR', `/households/${threefoldHousehold}`)],
  ];
};

const incomeLines = ({ exactVillage, belowVillage, correctedIncome, snapshot }: Stories): readonly Line[] => {
  const growth = (division: string) =>
    get('SUPERVISOR', `/incomes/growth?division=${division}&year=2025&quarter=4&item=OPERATING`);
  return [
    ['operating income of the county, all target households', growth(HUANING)],
    ['of a village where it grew by exactly 20.00 %: met', growth(exactVillage)],
    ['one fen below: prints 20.00 and is not met', growth(belowVillage)],
    [
      'an income that was corrected after it had been published',
      get('AUDITOR', `/history/householdIncome/${correctedIncome}`),
    ],
    [
      'growth of the county as it was explained before that correction',
      explained(OPERATING, 'knownAt=2026-01-12'),
    ],
    ['and after it', explained(OPERATING, 'knownAt=2026-01-13')],
    [
      'the bulletin published before that, and what has changed since',
      get('AUDITOR', `/snapshots/${snapshot}/difference`),
    ],
  ];
};

const OPERATING = `division=${HUANING}&year=2025&quarter=4&item=OPERATING&limit=1`;

const explained = (asked: string, known: string): string =>
  get('AUDITOR', `/incomes/growth/explain?${asked}&${known}`);

const agreementLines = ({
  revokedAgreement,
  amendedAgreement,
  partedAgreement,
}: Stories): readonly Line[] => {
  const story = (id: string) => get('AUDITOR', `/history/agreement/${id}`);
  const at = (date: string, id: string) => get('AUDITOR', `/history/agreement/${id}/state?asOf=${date}`);
  return [
    [
      'the story of an agreement: signed by whoever had to, in force, failed rectification, terminated',
      story(revokedAgreement),
    ],
    ['its state on three dates', at('2024-01-20', revokedAgreement)],
    ['', at('2025-06-30', revokedAgreement)],
    ['', at('2026-03-02', revokedAgreement)],
    [
      'an agreement that takes in a household of another town: its old terms while the amendment waits',
      at('2026-03-04', amendedAgreement),
    ],
    ['and the amended ones on their first day', at('2026-03-05', amendedAgreement)],
    [
      'why the county had to sign that',
      get('SUPERVISOR', `/agreements/${amendedAgreement}/sign-level/explain`),
    ],
    ['an agreement that ended by the signatures of all its parties', story(partedAgreement)],
  ];
};

const historyLines = (stories: Stories): readonly Line[] => {
  const { lateDistribution, erasedHousehold, keptHousehold, family } = stories;
  return [
    ['the ranking of the evaluation', get('SUPERVISOR', '/evaluations/ranking?year=2025')],
    ['households to be bound anew after the revocation', get('CLERK', '/re-homings')],
    ...agreementLines(stories),
    [
      'a dividend that was late: overdue, rescheduled, paid',
      get('AUDITOR', `/history/distribution/${lateDistribution}`),
    ],
    [
      'a family whose members are listed, each by what they are to the head, nobody by name',
      get('CLERK', `/households/${family}`),
    ],
    ['and how the spouse came to head it', get('AUDITOR', `/history/household/${family}`)],
    [
      'a household that withdrew its consent: its data key is destroyed, the certificate says which',
      get('AUDITOR', `/erasures/${erasedHousehold}`),
    ],
    [
      'who looked at a household, at which fields and what for',
      get('AUDITOR', `/personal-reads?subjectId=${keptHousehold}`),
    ],
  ];
};

const postLines = ({ delegatedPost, auditorPost, deputysHousehold }: Stories): readonly Line[] => [
  [
    'who acts in a post today: a clerk, with a deputy for a month',
    get('AUDITOR', `/appointments/${delegatedPost}`),
  ],
  ['what the deputy did in the name of the clerk', get('AUDITOR', `/history/household/${deputysHousehold}`)],
  [
    'what the auditor was answered, for the purpose of the post',
    get('SUPERVISOR', `/audit-reads?post=${auditorPost}`),
  ],
  [
    'the evidence that the auditor asked for and took away, with purpose and sums',
    get('SUPERVISOR', '/evidence-packages?takenBy=demo-auditor'),
  ],
  ['whether two persons were two wherever they had to be', get('AUDITOR', '/separation-of-duties')],
  ['sign in as the auditor: the token acts in that post until it ends', SIGN_IN],
];
