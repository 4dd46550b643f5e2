import type { Stories } from '@demo/stories';
import { get, type Line } from './line-to-try';

const agreementLines = ({
  revokedAgreement,
  amendedAgreement,
  partedAgreement,
}: Stories): readonly Line[] => {
  const story = (id: string) => get('AUDITOR', `/history/agreement/${id}`);
  const at = (date: string, id: string) => get('AUDITOR', `/history/agreement/${id}/state?asOf=${date}`);
  return [
    [
      {
        zh: '一份协议的经过：逐级签署、生效、整改不合格、终止',
        en: 'the story of an agreement: signed by whoever had to, in force, failed rectification, terminated',
      },
      story(revokedAgreement),
    ],
    [{ zh: '它在三个日期的状态', en: 'its state on three dates' }, at('2024-01-20', revokedAgreement)],
    [null, at('2025-06-30', revokedAgreement)],
    [null, at('2026-03-02', revokedAgreement)],
    [
      {
        zh: '吸收另一乡镇农户的协议：变更待签期间仍按旧条款',
        en: 'an agreement that takes in a household of another town: its old terms while the amendment waits',
      },
      at('2026-03-04', amendedAgreement),
    ],
    [
      { zh: '变更生效首日的条款', en: 'and the amended ones on their first day' },
      at('2026-03-05', amendedAgreement),
    ],
    [
      { zh: '为什么须由县级签署', en: 'why the county had to sign that' },
      get('SUPERVISOR', `/agreements/${amendedAgreement}/sign-level/explain`),
    ],
    [
      { zh: '经各方签署而终止的协议', en: 'an agreement that ended by the signatures of all its parties' },
      story(partedAgreement),
    ],
  ];
};

export const historyLines = (stories: Stories): readonly Line[] => {
  const { lateDistribution } = stories;
  return [
    [
      { zh: '考评排名', en: 'the ranking of the evaluation' },
      get('SUPERVISOR', '/evaluations/ranking?year=2025'),
    ],
    [
      { zh: '取消资格后待重新绑定的农户', en: 'households to be bound anew after the revocation' },
      get('CLERK', '/re-homings'),
    ],
    ...agreementLines(stories),
    [
      { zh: '一笔迟发的分红：逾期、改期、发放', en: 'a dividend that was late: overdue, rescheduled, paid' },
      get('AUDITOR', `/history/distribution/${lateDistribution}`),
    ],
    ...householdLines(stories),
    ...splitLines(stories),
  ];
};

const splitLines = ({ splitHousehold, newHousehold }: Stories): readonly Line[] => [
  [
    {
      zh: '分户的原户：写明新户，以及分户依据的决定',
      en: 'a household that was split: it names the new one, and what it was decided on',
    },
    get('AUDITOR', `/history/household/${splitHousehold}`),
  ],
  [
    {
      zh: '新户写明分自哪一户，决定转入的各项随之转入',
      en: 'the new one names it, and has what was decided to follow',
    },
    get('CLERK', `/households/${newHousehold}`),
  ],
];

const householdLines = ({ family, erasedHousehold, keptHousehold }: Stories): readonly Line[] => [
  [
    {
      zh: '列出成员的一户：只写与户主关系，不写姓名',
      en: 'a family whose members are listed, each by what they are to the head, nobody by name',
    },
    get('CLERK', `/households/${family}`),
  ],
  [
    { zh: '配偶如何成为户主', en: 'and how the spouse came to head it' },
    get('AUDITOR', `/history/household/${family}`),
  ],
  [
    {
      zh: '撤回同意的农户：数据密钥已销毁，证明写明是哪一把',
      en: 'a household that withdrew its consent: its data key is destroyed, the certificate says which',
    },
    get('AUDITOR', `/erasures/${erasedHousehold}`),
  ],
  [
    {
      zh: '谁看过某农户的信息、看了哪些项、作何用途',
      en: 'who looked at a household, at which fields and what for',
    },
    get('AUDITOR', `/personal-reads?subjectId=${keptHousehold}`),
  ],
];
