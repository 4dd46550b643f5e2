import { describe, expect, it } from '@jest/globals';
import { IsFen, IsId, IsIdList, IsListOf, IsOneOf, IsText, IsWhole, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { faultText, textOf, type Titles, type Tongue } from './told';
import { instanceOf, type Fault } from './validation';

const FIELDS: Readonly<Record<string, string>> = {
  populationCount: '人口',
  source: '来源',
  householdNo: '户编号',
  amountFen: '金额',
  'RegisterHousehold.populationCount': '家庭人口数',
};
const WORDS: Readonly<Record<string, string>> = { VILLAGE: '村级', IN_FORCE: '执行中' };
const titles: Titles = {
  field: (name, of) => FIELDS[`${of ?? ''}.${name}`] ?? FIELDS[name],
  word: (_field, word) => WORDS[word],
};
const ZH: Tongue = { language: 'zh', titles };
const EN: Tongue = { language: 'en', titles };

class Paid {
  @IsFen(1) amountFen!: number;
}

class Form {
  @IsText(5) householdNo!: string;
  @IsWhole(1, 30) populationCount!: number;
  @Optional() @IsOneOf(['VILLAGE', 'NATIONAL_IMPORT']) source?: string;
  @Optional() @IsIdList() others?: string[];
  @Optional() @IsListOf(() => Paid) paid?: Paid[];
}

class Question {
  @Optional() @QueryWhole(1, 500) limit?: number;
  @IsId() id!: string;
}

const RIGHT = { householdNo: '5304', populationCount: 4 };

const told = (plain: object, tongue: Tongue, type: new () => object = Form): readonly string[] =>
  instanceOf(type, plain, ['reason']).faults.map(
    (fault) => `${fault.pointer} ${fault.code}: ${faultText(fault, tongue)}`,
  );

describe('what is wrong with a request', () => {
  it('is told once of each field that is missing, by what officers call it', () => {
    expect(told({}, ZH)).toEqual([
      '/householdNo required: 户编号（householdNo）必须填写',
      '/populationCount required: 人口（populationCount）必须填写',
    ]);
    expect(told({}, EN)).toContain('/populationCount required: populationCount is required');
  });

  it('is told by what the field is called in that command, where it is called otherwise elsewhere', () => {
    const [, fault] = instanceOf(Form, {}).faults;
    expect(faultText(fault as Fault, ZH, 'RegisterHousehold')).toBe('家庭人口数（populationCount）必须填写');
  });

  it('is told once of a value of the wrong kind, and with the bounds of one beyond them', () => {
    expect(told({ householdNo: 5304, populationCount: '4' }, ZH)).toEqual([
      '/householdNo isString: 户编号（householdNo）须为文字（加引号）',
      '/populationCount isInt: 人口（populationCount）须为整数（不加引号）',
    ]);
    expect(told({ householdNo: '530424', populationCount: 31 }, ZH)).toEqual([
      '/householdNo maxLength: 户编号（householdNo）不能超过 5 个字符',
      '/populationCount max: 人口（populationCount）不能大于 30',
    ]);
    expect(told({ ...RIGHT, householdNo: '' }, ZH)).toHaveLength(1);
  });

  it('says of money in which unit it is wanted, once', () => {
    expect(told({ ...RIGHT, paid: [{ amountFen: 0.5 }] }, ZH)).toEqual([
      '/paid/0/amountFen isFen: 金额（amountFen）须为以分为单位的整数（1 元写作 100，不加引号）',
    ]);
  });

  it('names what may be chosen, as it has to be written', () => {
    expect(told({ ...RIGHT, source: 'TOWN' }, ZH)).toEqual([
      '/source isIn: 来源（source）须为下列之一：VILLAGE（村级）、NATIONAL_IMPORT',
    ]);
    expect(told({ ...RIGHT, source: 'TOWN' }, EN)).toEqual([
      '/source isIn: source must be one of VILLAGE, NATIONAL_IMPORT',
    ]);
  });

  it('names the fields there are where one is not known', () => {
    expect(told({ ...RIGHT, headcount: 4 }, ZH)).toEqual([
      '/headcount whitelistValidation: headcount 不在可填之列；可填：householdNo（户编号）、populationCount（人口）、source（来源）、others、paid、reason',
    ]);
    expect(told({ ...RIGHT, paid: [{ amountFen: 1, amount: 1 }] }, EN)).toEqual([
      '/paid/0/amount whitelistValidation: amount is not known here; there are amountFen',
    ]);
  });

  it('points into lists', () => {
    expect(told({ ...RIGHT, others: ['x'], paid: [{ amountFen: 0 }] }, ZH)).toEqual([
      '/others isId: others 每一项须为编号（UUID）',
      '/paid/0/amountFen min: 金额（amountFen）不能小于 1',
    ]);
    expect(told({ ...RIGHT, others: ['x'] }, EN)).toEqual([
      '/others isId: each of others must be an id (UUID)',
    ]);
  });

  it('is told of questions alike', () => {
    expect(told({ limit: '0', id: 'x' }, EN, Question)).toEqual([
      '/limit min: limit must not be less than 1',
      '/id isId: id must be an id (UUID)',
    ]);
  });
});

describe('the text of a refusal', () => {
  const texts = {
    NOT_SIGNED: { zh: '协议处于{state}，缺 {parties}', en: 'it is {state}; missing: {parties}' },
  };
  const params = { state: 'IN_FORCE', parties: ['VILLAGE', 'x'] };

  it('says the words of enumerations as officers say them, and keeps the codes in English', () => {
    expect(textOf(texts, 'NOT_SIGNED', { ...ZH, params })).toBe('协议处于执行中，缺 村级、x');
    expect(textOf(texts, 'NOT_SIGNED', { ...EN, params })).toBe('it is IN_FORCE; missing: VILLAGE, x');
  });

  it('takes a parameter that is told in both languages in the one that is spoken', () => {
    const expected = { zh: '1 至 365 的整数', en: 'integer 1..365' };
    const taking = { VALUE: { zh: '应为{expected}', en: 'takes {expected}' } };
    expect(textOf(taking, 'VALUE', { ...ZH, params: { expected } })).toBe('应为1 至 365 的整数');
    expect(textOf(taking, 'VALUE', { ...EN, params: { expected } })).toBe('takes integer 1..365');
  });
});
