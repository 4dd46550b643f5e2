import type { RefusalTexts } from '@kernel/refusal';

export const userRefusals = {
  LOGIN_TAKEN: {
    zh: '登录名 {login} 已登记，登录名不重复使用',
    en: 'the login {login} is taken; a login is never given twice',
  },
  USER_DISABLED: { zh: '账号已停用', en: 'the account is disabled' },
  ACCOUNT_LOCKED: {
    zh: '从该地址连续登录失败，暂不受理',
    en: 'too many failures: nothing is taken from this address for a while',
  },
  PASSWORD_TOO_WEAK: {
    zh: '密码过弱：须至少 12 个字符，不含登录名，也不是单一字符的重复',
    en: 'the password is too weak: at least 12 characters, without the login, more than one character repeated',
  },
  PASSWORD_MUST_CHANGE: {
    zh: '初始密码须先改为本人的密码：POST /sign-in/password',
    en: 'a password that somebody else has set must be changed first: POST /sign-in/password',
  },
  TOTP_ENROLLED_ALREADY: { zh: '已启用动态口令', en: 'a device is enrolled already' },
  IDENTITY_BOUND_ALREADY: { zh: '已绑定统一身份', en: 'the account is bound to an identity already' },
  CODE_USED_ALREADY: { zh: '该动态口令已使用', en: 'this code has been used already' },
} satisfies RefusalTexts;
