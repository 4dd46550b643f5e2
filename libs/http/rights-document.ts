import { ROLES, SPEAKERS, STAFF, type Role } from '@kernel/actor';
import type { AnyReach, RightsLine } from './rights-lines';

const REACHES: Readonly<Record<AnyReach, readonly [string, string]>> = {
  NARROWED: [
    '本区划及以下',
    'rows, counts and figures of the own division and what lies in it; `division` names one inside, any other is 403 OUT_OF_SCOPE',
  ],
  ENTRY: [
    '所属区划在本区划内',
    'the division of what is asked must be the own or lie in it, else 403 OUT_OF_SCOPE',
  ],
  COUNTY: [
    '本县',
    'the same for all of the county that the own division lies in: what is public there; `division` names one inside, any other is 403 OUT_OF_SCOPE',
  ],
  OPEN: ['不分区划', 'the same for everybody: rules, and what proves the log'],
  OWN_SUBJECT: [
    '仅本户（本主体）',
    'of the household or entity that the asker speaks for, wherever it lies: what is of others is 404 NOT_FOUND like what does not exist, a filter that names another 403 NOT_YOUR_SUBJECT',
  ],
  AGGREGATE: [
    '所属区划在本区划内',
    'the division where the aggregate is now must be the own or lie in it, else 403 OUT_OF_SCOPE; judged before anything else is told of it',
  ],
  NAMED: [
    '所指区划在本区划内',
    'the division that the command names, or of what it names, must be the own or lie in it, else 403 OUT_OF_SCOPE',
  ],
  OWN_ACCOUNT: ['仅本人', 'of the own account, for whoever is signed in'],
  PUBLIC: ['公开', 'open to those who have not signed in'],
};

export interface Judged {
  /** Module and function that decide a command, by its name. */
  readonly rules: ReadonlyMap<string, string>;
  /** In which states an aggregate takes a command, by its name, as the rules themselves ask. */
  readonly states: ReadonlyMap<string, string>;
  /** Who may read the history of a category, where that is not all staff. */
  readonly readers: ReadonlyMap<string, readonly Role[]>;
  /** Who reads the history of their own household or entity, by the category. */
  readonly ownReaders: ReadonlyMap<string, readonly Role[]>;
  /** Commands that a program may send too. */
  readonly programs: readonly string[];
  /** Commands that no person sends. */
  readonly inside: readonly Inside[];
}

/** A command without a route. */
export interface Inside {
  readonly name: string;
  readonly title: string;
  /** The policies and the parts of the server that send it. */
  readonly senders: readonly string[];
}

/** The table action × role × scope × state in Markdown, as it is committed. */
export const rightsDocument = (lines: readonly RightsLine[], judged: Judged): string => {
  const { programs } = judged;
  const tags = [...new Set(lines.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const own = lines.filter((line) => line.tag === tag).map((line) => row(line, judged));
    return [
      `## ${tag}`,
      table(['动作', 'Name', 'Request', '角色 Roles', '范围 Scope', '状态 State', '规则 Rule'], own),
    ];
  });
  return (
    [
      ...[INTRODUCTION, ...legends(), ...historyOf(judged), ...programsOf(programs)],
      ...[...insideOf(judged), ...sections.flat()],
    ].join('\n\n') + '\n'
  );
};

const INTRODUCTION = `# 权限表 Rights

由 \`npm run rights\` 生成，不要手改。每个动作一行：谁可以做、对哪个区划、在什么状态下。Generated from the code that enforces it; \`test/e2e/rights-walk.spec.ts\` walks every line with every role from five divisions.

One action needs all three: the role, the division, and the state of what it asks. Questions have no state. **State** names the states in which a command is taken, as \`lifecycle.ts\` of its module tells the rules; \`test/history/lifecycle.spec.ts\` tries every command in every state. There the **Rule** (\`module · rule\` in \`libs\`) decides on all else, and answers 409 with every unmet condition; \`?dryRun=true\` asks it without writing.

状态一栏：先列受理的状态；“无变化”的状态不产生事件（所求已经发生，或对象已了结；由人把已发生的改到更早一日的，可能答复 BEFORE_LAST_CHANGE）；箭头后是拒绝的代码。After the states in which it is taken: those in which it is answered without an event (无变化; a person who dates back what has happened may be refused with BEFORE_LAST_CHANGE), and, after the arrow, the code of the refusal in the others (其余). ABSENT: this brings it to life. ANY: no state keeps it from being decided. BY_RULE: no state decides but what the rule finds, a day, a line, a batch, an amendment. This is what persons are answered: where a policy or a clock may ask too, it may get another answer.`;

const legends = (): readonly string[] => [
  '## 角色 Roles',
  table(
    ['代码 Code', '角色'],
    [
      ...(Object.keys(ROLES) as Role[]).map((role) => [role, ROLES[role]]),
      ['STAFF', `全体工作人员：除 ${[...SPEAKERS, 'SYSTEM'].join('、')} 外的所有角色；−X 表示其中不含 X`],
      ['ANYONE', '任何已登录的人'],
    ],
  ),
  '户主和经营主体负责人的动作只及于本户、本主体：其他一律 403 NOT_YOUR_SUBJECT。What an ENTITY_MANAGER or a HOUSEHOLD sends is judged by the subject and not by the division: it must concern nobody else.',
  '户主和经营主体负责人查询台账，范围栏注明的，只见本户、本主体的，不论在哪个区划；户主看协议和分红方案，只列本户，不列其他农户。Where the scope names them, they are answered of what is theirs and of nothing else, and what a household is shown of a record that it shares names no other household.',
  '接收方为 AUDITOR 的证据包与入库一字不差，只由 AUDITOR 申请和取走；其他角色取的不超出 SUPERVISOR。Evidence as it is stored is asked for (409 EVIDENCE_NOT_OF_ROLE) and fetched (403 ROLE_NOT_ALLOWED) by AUDITOR alone; the other roles of these lines have what is made for SUPERVISOR or PUBLIC.',
  '## 范围 Scope',
  table(
    ['代码 Code', '范围', 'Rule'],
    Object.entries(REACHES).map(([reach, [title, rule]]) => [reach, title, rule]),
  ),
];

const historyOf = ({ readers, ownReaders }: Judged): readonly string[] => [
  '## 历史 History',
  '按类别另有限制：不能看台账的，也不能看历史，403 ROLE_NOT_ALLOWED。What a role may not see in a list it does not see in `/history` either. Every other category is read by STAFF.',
  readersTable(readers),
  '户主和经营主体负责人看本户、本主体的历史，限下列类别；涉及多户的事件写明各户，不向户主开放。Of their own household or entity these are read too; events that tell of many households are not read by one.',
  readersTable(ownReaders),
];

const readersTable = (readers: Judged['readers']): string =>
  table(
    ['类别 Category', '角色 Roles'],
    [...readers].map(([category, roles]) => [category, roles.join(', ')]),
  );

const programsOf = (programs: readonly string[]): readonly string[] => [
  '## 程序 Programs',
  `持访问令牌的程序只能按令牌所列：查询，以及录入 ${programs.join('、')}；其他一律 403 NOT_PERMITTED。A program may be let ask questions, and send these commands, which only enter; it acts in the name of whoever issued its token.`,
];

const insideOf = ({ inside, rules, states }: Judged): readonly string[] => [
  '## 系统 System',
  '下列动作没有接口：由规则或系统自身发出，任何人都不能发出。No person may send these and they have no route: a policy, a clock or a part of the server does.',
  table(
    ['动作', 'Name', '发出者 Sent by', '状态 State', '规则 Rule'],
    inside.map(({ name, title, senders }) => [
      ...[title, name, senders.join('、')],
      ...[states.get(name) ?? '—', rules.get(name) ?? '—'],
    ]),
  ),
];

const row = (
  { method, path, name, title, roles, reach, ownTo }: RightsLine,
  { rules, states }: Judged,
): readonly string[] => [
  ...[title, name, `\`${method.toUpperCase()} ${path}\``, rolesText(roles, reach)],
  ...[`${reachText(reach)}${ownText(ownTo)}`, states.get(name) ?? '—', rules.get(name) ?? '—'],
];

const reachText = (reach: AnyReach): string => `${REACHES[reach][0]} ${reach}`;

const ownText = (roles: readonly Role[]): string =>
  roles.length === 0 ? '' : `；${roles.join('、')} ${reachText('OWN_SUBJECT')}`;

const rolesText = (roles: RightsLine['roles'], reach: AnyReach): string => {
  if (reach === 'PUBLIC') return '—';
  if (roles === 'ANYONE') return roles;
  const missing = STAFF.filter((role) => !roles.includes(role));
  if (missing.length > 1) return roles.join(', ');
  return [
    'STAFF',
    ...missing.map((role) => `−${role}`),
    ...roles.filter((role) => !STAFF.includes(role)),
  ].join(', ');
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
