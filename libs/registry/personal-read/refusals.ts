import type { RefusalTexts } from '@kernel/refusal';

export const personalReadRefusals = {
  FIELD_NOT_OF_SUBJECT: {
    zh: '该对象没有这些信息项：{fields}',
    en: 'there are no such fields of this subject: {fields}',
  },
  PURPOSE_NOT_OF_ROLE: {
    zh: '该角色不能以{purpose}为目的查阅',
    en: 'this role does not read for the purpose {purpose}',
  },
  FIELD_NOT_FOR_PURPOSE: {
    zh: '以{purpose}为目的无须查阅{field}',
    en: '{field} is not needed for {purpose}',
  },
  NUMBER_INVALID: { zh: '号码有误：{fault}', en: 'the number is wrong: {fault}' },
  NUMBER_OF_TOO_MANY: {
    zh: '使用该号码的农户超过 {most} 户，请缩小区划',
    en: 'more than {most} households have this number; look in a smaller division',
  },
  READING_OF_ANOTHER_POST: {
    zh: '该次查阅是以另一岗位申请的，请以现任岗位重新申请查阅（使用新的幂等键）',
    en: 'this reading was asked for in another post; ask anew in this one, with another idempotency key',
  },
  READING_IS_OVER: {
    zh: '该次查阅已过时限，请重新申请查阅（使用新的幂等键）',
    en: 'this reading is over; ask anew, with another idempotency key',
  },
} satisfies RefusalTexts;
