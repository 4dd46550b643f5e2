import type { RefusalTexts } from '@kernel/refusal';

export const accessTokenRefusals = {
  ACCESS_TOKEN_ISSUED_ALREADY: { zh: '该令牌已签发', en: 'this token has been issued already' },
} satisfies RefusalTexts;
