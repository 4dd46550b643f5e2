import { describe, expect, it } from '@jest/globals';
import { wordingWith } from './wording';

const { field, path, value } = wordingWith((key) => (key === 'coverage.target' ? '覆盖率目标' : undefined));
const ID = '2c57b063-f69d-5374-a42e-701da97e0721';

describe('a value, read out', () => {
  it.each([
    ['money in fen', 'amountFen', 123456, '1234.56元'],
    ['income by item', 'items', { b1: 5000 }, '（种植50.00元）'],
    ['points', 'totalCentiPoints', 5224, '52.24分'],
    ['a fraction', 'rate', { numerator: 6, denominator: 100 }, '6/100'],
    ['a word', 'phase', 'TERMINATED', '已终止'],
    ['a word of one field', 'role', 'HOUSEHOLD', '户主'],
    ['the same word of another', 'subjectKind', 'HOUSEHOLD', '农户'],
    ['an income item', 'item', 'c1', '资产收益分红'],
    ['a key of a parameter', 'key', 'coverage.target', '覆盖率目标'],
    ['yes', 'isWilling', true, '是'],
    ['an id', 'agreementId', ID, '2c57b063…'],
    ['a stream', 'source', `distribution-${ID}`, '分红2c57b063…'],
    ['a hash', 'root', 'ab'.repeat(32), 'abababababab…'],
    ['ciphertext', 'headName', 'v1.abc.def.ghi', '（密文）'],
    ['nothing', 'until', null, '无'],
    ['no text', 'note', '', '无'],
    ['an empty list', 'vetoes', [], '无'],
    ['a list', 'forms', ['ORDER_FARMING', 'OTHER'], '订单农业、其他'],
    ['a long list', 'names', ['a', 'b', 'c', 'd', 'e', 'f'], 'a、b、c、d、e等6项'],
    ['a list of records', 'lines', [{ amountFen: 1 }], '1项'],
    ['records by id', 'lines', { [ID]: { amountFen: 1 } }, '1项'],
    ['a record', 'duties', { entity: '收购', government: null }, '（主体收购）'],
    ['free text', 'note', '按约', '按约'],
  ])('%s', (_what, name, given, text) => {
    expect(value(name, given)).toBe(text);
  });
});

describe('a place in a state, read out', () => {
  it('is a path of titles', () => {
    expect(path(['terms', 'households', 0, 'bindingId'])).toBe('条款·农户·第1项·绑定');
    expect(path(['quarters', '2', 'items', 'b1'])).toBe('各季·2·收入项目·种植');
    expect(path(['lines', ID, 'paidFen'])).toBe('分户明细·2c57b063…·已付');
  });

  it('knows what an event means by a field', () => {
    expect([field('to'), field('to', 'HouseholdMoved')]).toEqual(['至', '新所在村']);
  });
});
