import type { RefusalTexts } from '@kernel/refusal';

export const auditReadRefusals = {
  AUDIT_READ_RECORDED_ALREADY: { zh: '该次查阅已有记录', en: 'this answer is on record already' },
} satisfies RefusalTexts;
