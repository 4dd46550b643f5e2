import type { RefusalTexts } from '@kernel/refusal';

export const appointmentRefusals = {
  USER_UNKNOWN: { zh: '没有登记的用户 {login}', en: 'no such user: {login}' },
  INFORMANT_ALREADY_APPOINTED: {
    zh: '该单位已有信息员 {user}（{from} 至 {until}），每单位只明确 1 名',
    en: 'the unit has an informant already: {user} ({from} to {until}); there is one for each',
  },
  POST_OCCUPIED: {
    zh: '该岗位已由 {user} 任职（{from} 至 {until}）',
    en: 'the post is held by {user} ({from} to {until})',
  },
  SEAT_ONLY_ONE: { zh: '{role}每单位只有 1 个席位', en: 'a unit has one seat only for {role}' },
  SUBJECT_OF_SPEAKERS: {
    zh: '经营主体负责人和户主须指明所代表的对象，其他岗位不指明',
    en: 'who speaks for an entity or household names it, and nobody else does',
  },
  NOBODY_TO_SPEAK_FOR: {
    zh: '没有该农户或经营主体，或其已不存在',
    en: 'there is no such household or entity, or none any more',
  },
  AUDITOR_TIME_BOXED: {
    zh: '审计岗位须写明截止日和目的',
    en: 'an auditor is appointed until a day and for a purpose',
  },
  AUDITOR_TERM_TOO_LONG: {
    zh: '审计岗位一次最长 {days} 天，最迟至 {latest}',
    en: 'an auditor is appointed for {days} days at most at a time, until {latest}',
  },
  APPOINTED_BY_ONESELF: {
    zh: '不能给本人、或请自己代行的人安排岗位',
    en: 'nobody gives a post to himself, or to whom he stands in for',
  },
  POST_VACANT: { zh: '该岗位在 {day} 无人任职', en: 'nobody holds the post on {day}' },
  HANDOVER_TO_HOLDER: {
    zh: '不能移交给任职人 {user} 本人',
    en: '{user} holds the post: it is handed over to somebody else',
  },
  LEAVE_OVERLAPS: { zh: '{user} 的假期重叠', en: '{user} is on leave already on some of these days' },
  NO_LEAVE_THEN: { zh: '{day} 没有休假', en: 'nobody is on leave on {day}' },
  DELEGATION_BY_HOLDER: {
    zh: '只有任职人 {user} 或管理员可以办理委托',
    en: 'only {user}, who holds the post, or the administration delegates it',
  },
  DELEGATION_BEYOND_TENURE: {
    zh: '委托不能超过任期 {until}',
    en: 'a delegation ends with the tenure on {until} at the latest',
  },
  POST_NOT_DELEGABLE: { zh: '{role}岗位不能委托', en: 'a post of {role} cannot be delegated' },
  DELEGATION_TO_HOLDER: {
    zh: '不能委托给任职人 {user} 本人',
    en: '{user} holds the post: it is delegated to somebody else',
  },
  DELEGATED_ALREADY: { zh: '该期间已有委托', en: 'the post is delegated already on some of these days' },
  DELEGATION_UNKNOWN: { zh: '没有该委托', en: 'no such delegation' },
} satisfies RefusalTexts;
