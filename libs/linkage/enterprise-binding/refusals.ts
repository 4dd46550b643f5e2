import type { RefusalTexts } from '@kernel/refusal';

export const enterpriseBindingRefusals = {
  NOT_A_LEADING_ENTERPRISE: {
    zh: '企业方须为有级别的龙头企业，现为{kind}',
    en: 'the enterprise side is a leading enterprise with a level, not {kind}',
  },
  NOT_A_COOPERATIVE: {
    zh: '合作社方须为合作社或联合社，现为{kind}',
    en: 'the cooperative side is a cooperative or a union of them, not {kind}',
  },
} satisfies RefusalTexts;
