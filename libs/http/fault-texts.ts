import type { RefusalTexts } from '@kernel/refusal';

/**
 * What is wrong with one field of a request, said after its name; `{0}`, `{1}` … are what the check was given. By the codes
 * of class-validator, of our own words in `@validation`, and of the edge.
 */
export const FAULT_TEXTS = {
  required: { zh: '必须填写', en: 'is required' },
  whitelistValidation: { zh: '不在可填之列；可填：{0}', en: 'is not known here; there are {0}' },
  nothingTaken: {
    zh: '不能填写：此地址不接受查询参数',
    en: 'is not taken: this address has no parameters',
  },
  isDefined: { zh: '必须填写', en: 'is required' },
  isString: { zh: '须为文字（加引号）', en: 'must be a text (in quotes)' },
  isNotEmpty: { zh: '不能为空', en: 'must not be empty' },
  saysSomething: { zh: '不能只有空格，也不能含残缺字符', en: 'must not be blank, nor hold half a character' },
  isPlain: {
    zh: '不能含空格或全角字符',
    en: 'must not hold a blank, nor a character in full width',
  },
  isWhole: { zh: '不能含残缺字符', en: 'must not hold half a character' },
  isLength: { zh: '须为 {0} 至 {1} 个字符', en: 'must have {0} to {1} characters' },
  maxLength: { zh: '不能超过 {0} 个字符', en: 'must have at most {0} characters' },
  isUppercase: { zh: '字母须大写', en: 'must be in capital letters' },
  isInt: { zh: '须为整数（不加引号）', en: 'must be a whole number (without quotes)' },
  isFen: {
    zh: '须为以分为单位的整数（1 元写作 100，不加引号）',
    en: 'must be a whole number of fen (1 yuan is 100, without quotes)',
  },
  min: { zh: '不能小于 {0}', en: 'must not be less than {0}' },
  max: { zh: '不能大于 {0}', en: 'must not be greater than {0}' },
  isBoolean: { zh: '须为 true 或 false', en: 'must be true or false' },
  isArray: { zh: '须为列表 […]', en: 'must be a list […]' },
  arrayMinSize: { zh: '至少 {0} 项', en: 'must have at least {0} entries' },
  arrayMaxSize: { zh: '至多 {0} 项', en: 'must have at most {0} entries' },
  arrayUnique: { zh: '不能有重复项', en: 'must not repeat an entry' },
  isIn: { zh: '须为下列之一：{0}', en: 'must be one of {0}' },
  isObject: { zh: '须为对象 {…}', en: 'must be an object {…}' },
  nestedValidation: { zh: '须为对象 {…}', en: 'must be an object {…}' },
  isNamedTexts: { zh: '须为各项均为文字的对象 {…}', en: 'must be an object of texts {…}' },
  isCalendarDate: {
    zh: '须为真实存在的日期，形如 2025-06-30',
    en: 'must be a day that exists, as 2025-06-30',
  },
  isYearDay: { zh: '须为每年都有的日子，形如 12-20', en: 'must be a day that every year has, as 12-20' },
  isDivisionCode: {
    zh: '须为 12 位区划代码（请求体中加引号）',
    en: 'must be a 12-digit division code (in quotes within a body)',
  },
  isDivisionOfLevel: {
    zh: '须为 12 位区划代码（请求体中加引号），级别为 {0}',
    en: 'must be a 12-digit division code (in quotes within a body) of the level {0}',
  },
  isVillageGroup: {
    zh: '须为村代码加短横和两位组号，形如 530424001001-02',
    en: 'must be a village code, a hyphen and two digits, as 530424001001-02',
  },
  isId: { zh: '须为编号（UUID）', en: 'must be an id (UUID)' },
  isLogin: {
    zh: '须为 2 至 100 个字母、数字或 . _ - @ :，不能是证件号或电话号码',
    en: 'must be 2 to 100 letters, digits or . _ - @ : and no document or phone number',
  },
  isNewLogin: {
    zh: '须为 2 至 100 个字母、数字或 . _ - @，不能是证件号、电话号码或系统自用的名称',
    en: 'must be 2 to 100 letters, digits or . _ - @, no document or phone number, and no name of the system itself',
  },
  isTotpSecret: {
    zh: '须为 160 位以上的 base32 密钥，由 GET /sign-in/totp 给出',
    en: 'must be 160 bits or more in base32, as GET /sign-in/totp proposes one',
  },
  isCode: { zh: '须为六位数字', en: 'must be six digits' },
  isNetwork: { zh: '须为网段，形如 10.1.0.0/16', en: 'must be a network, as 10.1.0.0/16' },
  rootCode: {
    zh: '不是封签编码 XXXXX-XXXXX-XXXXX-XXXXX-C，或有一处抄错',
    en: 'must be a root code XXXXX-XXXXX-XXXXX-XXXXX-C; this is none, or has a slip in it',
  },
  PERSONAL_DATA_IN_TEXT: {
    zh: '将永久明文保存，不得写入证件、电话、银行卡号',
    en: 'is kept in clear for ever and must not hold a document, phone or card number',
  },
  revision: {
    zh: '须为带引号的版本号，如 ETag 所示',
    en: 'must be a revision in quotes, as an ETag gives it',
  },
  key: { zh: '须为 1 至 200 个可见 ASCII 字符', en: 'must be 1 to 200 visible ASCII characters' },
  position: { zh: '须为办理答复中的 position', en: 'must be a position as a command answered it' },
  knownAt: {
    zh: '须为日期 2025-03-01、时刻 2025-03-01T09:30:00Z（网址中 + 写作 %2B）、position 或事件 stream@revision',
    en: 'must be a day 2025-03-01, an instant 2025-03-01T09:30:00Z (in a URL + is written %2B), a position, or an event stream@revision',
  },
} satisfies RefusalTexts;
