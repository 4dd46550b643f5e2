import { DEMO_PASSWORD } from '@county/sign-in/demo-accounts';
import { HUANING } from '@demo/officers';
import type { Stories } from '@demo/stories';
import { get, type Line } from './line-to-try';
import { historyLines } from './stories-to-try';

const SIGN_IN = `curl -s -X POST -H "Content-Type: application/json" -d '${JSON.stringify({ login: 'demo-auditor', password: DEMO_PASSWORD })}' "$B/sign-in"`;

/** In the order in which they are best tried. */
export const linesOf = (stories: Stories): readonly Line[] => [
  ...coverageLines(stories),
  ...incomeLines(stories),
  ...historyLines(stories),
  ...postLines(stories),
  [
    {
      zh: '某企业若被暂停，谁会失去覆盖（不写入任何内容）',
      en: 'who would lose coverage if an enterprise were suspended (nothing is written)',
    },
    `curl -s -X POST -H "Authorization: Bearer $SIGNER" -H "Content-Type: application/json" -d '{"reason":"what if"}' "$B/entities/${stories.enterpriseBindingOf}/suspend?dryRun=true"`,
  ],
];

const coverageLines = ({ neighbour, threefoldHousehold }: Stories): readonly Line[] => {
  const next = `division=${neighbour}&asOf=2025-12-31`;
  return [
    [
      { zh: '2025年末全县的覆盖率', en: 'coverage of the county at the end of 2025' },
      get('SUPERVISOR', '/coverage?asOf=2025-12-31'),
    ],
    [
      {
        zh: '2025年初，按现在所知：上年的绑定已有新绑定接续',
        en: 'in the first days of 2025, as it is known now: last year’s bindings were followed by new ones',
      },
      get('SUPERVISOR', '/coverage?asOf=2025-01-03'),
    ],
    [
      {
        zh: '按当时所知：还没有人记录这些绑定',
        en: 'and as it was known then: nobody had recorded them yet',
      },
      get('SUPERVISOR', '/coverage?asOf=2025-01-03&knownAt=2025-01-03'),
    ],
    [
      {
        zh: '邻县2 000户中的1 999户：99.95%，未达标',
        en: '1 999 of 2 000 households of the county next door: 99.95 %, not met',
      },
      get('NEIGHBOUR', `/coverage?${next}`),
    ],
    [
      { zh: '缺的那一户', en: 'and the one that is missing' },
      get('NEIGHBOUR', `/coverage/households?which=GAP&${next}`),
    ],
    [
      { zh: '同属三类的农户，只计一次', en: 'a household of three categories, counted once' },
      get('SUPERVISOR', `/households/${threefoldHousehold}`),
    ],
  ];
};

const incomeLines = ({ exactVillage, belowVillage, correctedIncome, snapshot }: Stories): readonly Line[] => {
  const growth = (division: string) =>
    get('SUPERVISOR', `/incomes/growth?division=${division}&year=2025&quarter=4&item=OPERATING`);
  return [
    [
      { zh: '全县目标农户的经营性收入', en: 'operating income of the county, all target households' },
      growth(HUANING),
    ],
    [
      { zh: '恰好增长20.00%的村：达标', en: 'of a village where it grew by exactly 20.00 %: met' },
      growth(exactVillage),
    ],
    [
      { zh: '差一分钱的村：显示20.00，未达标', en: 'one fen below: prints 20.00 and is not met' },
      growth(belowVillage),
    ],
    [
      { zh: '公布之后更正的一笔收入', en: 'an income that was corrected after it had been published' },
      get('AUDITOR', `/history/householdIncome/${correctedIncome}`),
    ],
    [
      { zh: '更正之前全县增速的解释', en: 'growth of the county as it was explained before that correction' },
      explained(OPERATING, 'knownAt=2026-01-12'),
    ],
    [{ zh: '更正之后', en: 'and after it' }, explained(OPERATING, 'knownAt=2026-01-13')],
    [
      {
        zh: '此前公布的通报，以及此后的变化',
        en: 'the bulletin published before that, and what has changed since',
      },
      get('AUDITOR', `/snapshots/${snapshot}/difference`),
    ],
  ];
};

const OPERATING = `division=${HUANING}&year=2025&quarter=4&item=OPERATING&limit=1`;

const explained = (asked: string, known: string): string =>
  get('AUDITOR', `/incomes/growth/explain?${asked}&${known}`);

const postLines = ({ delegatedPost, auditorPost, deputysHousehold }: Stories): readonly Line[] => [
  [
    {
      zh: '今天谁在岗：一名信息员，由人代理一个月',
      en: 'who acts in a post today: a clerk, with a deputy for a month',
    },
    get('AUDITOR', `/appointments/${delegatedPost}`),
  ],
  [
    { zh: '代理人以其名义办了什么', en: 'what the deputy did in the name of the clerk' },
    get('AUDITOR', `/history/household/${deputysHousehold}`),
  ],
  [
    { zh: '审计人员为岗位用途查阅过什么', en: 'what the auditor was answered, for the purpose of the post' },
    get('SUPERVISOR', `/audit-reads?post=${auditorPost}`),
  ],
  [
    {
      zh: '审计人员申请并取走的证据，附用途和校验值',
      en: 'the evidence that the auditor asked for and took away, with purpose and sums',
    },
    get('SUPERVISOR', '/evidence-packages?takenBy=demo-auditor'),
  ],
  [
    { zh: '须由两人办理的，是否都是两人', en: 'whether two persons were two wherever they had to be' },
    get('AUDITOR', '/separation-of-duties'),
  ],
  [
    {
      zh: '以审计人员登录：令牌在岗位结束前有效',
      en: 'sign in as the auditor: the token acts in that post until it ends',
    },
    SIGN_IN,
  ],
];
