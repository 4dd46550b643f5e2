import type { RefusalTexts } from '@kernel/refusal';

export const evidencePackageRefusals = {
  EVIDENCE_PACKAGE_REQUESTED_ALREADY: {
    zh: '该证据包已申请',
    en: 'this package was asked for already',
  },
  EVIDENCE_SUBJECT_NOT_NAMED: {
    zh: '这不是{kind}的名称：协议、主体、农户、分红为其编号，区划为代码，时段如 2025-01-01..2025-12-31',
    en: 'that names no {kind}: an id, the code of a division, or a period as 2025-01-01..2025-12-31',
  },
  EVIDENCE_NOT_OF_ROLE: {
    zh: '接收方为{recipient}的证据包，只由审计申请和取走',
    en: 'evidence for {recipient} is asked for and taken away by auditors alone',
  },
  EVIDENCE_PACKAGE_TAKEN_UP_ALREADY: {
    zh: '该证据包已由另一进程制作，或已有结果',
    en: 'another process makes this package, or it is done with',
  },
  EVIDENCE_PACKAGE_NOT_MADE: {
    zh: '该申请没有做成过这样的证据包：{sha256}',
    en: 'no such package was made of this request: {sha256}',
  },
} satisfies RefusalTexts;
