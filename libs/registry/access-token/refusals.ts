import type { RefusalTexts } from '@kernel/refusal';

export const accessTokenRefusals = {
  ACCESS_TOKEN_ISSUED_ALREADY: { zh: '该令牌已签发', en: 'this token has been issued already' },
  PERMISSION_NOT_FOR_PROGRAMS: {
    zh: '{names} 不是程序可用的操作：程序只能查询和录入，不能审批、签署、确认或查看个人信息',
    en: '{names}: not for programs, which ask and enter, and never approve, sign, confirm or read in clear',
  },
  ACCESS_TOKEN_TOO_LONG: {
    zh: '令牌最长有效 {days} 天，最迟至 {latest}',
    en: 'a token is good for {days} days at most, until {latest}',
  },
} satisfies RefusalTexts;
