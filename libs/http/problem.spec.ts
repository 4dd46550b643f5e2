import { describe, expect, it } from '@jest/globals';
import { Refusal, unmet } from '@kernel/refusal';
import { KeysDamaged, KeysRefused, KeysUnavailable } from '@privacy/key-store';
import { SealedDataDamaged } from '@privacy/sealed-fields';
import { UnknownMasterKey } from '@privacy/kms';
import { ViewsDamaged, ViewsRefused, ViewsUnavailable } from '@read-store/unavailable';
import { wrongOf } from './problem';
import { problemOf } from './problem-filter';

describe('what cannot be reached and what is damaged', () => {
  it.each<readonly [Error, string, number | undefined]>([
    [new ViewsUnavailable(), 'READ_MODEL_UNAVAILABLE', 1],
    [new ViewsDamaged('views.db'), 'READ_MODEL_DAMAGED', undefined],
    [new ViewsRefused('ACCESS_DENIED', 'Unauthorized, code 13'), 'READ_MODEL_ACCESS_DENIED', undefined],
    [new ViewsRefused('DISK_FULL', 'OutOfDiskSpace, code 14031'), 'READ_MODEL_DISK_FULL', undefined],
    [new KeysRefused('ACCESS_DENIED', 'Unauthorized, code 13'), 'KEYS_ACCESS_DENIED', undefined],
    [new KeysRefused('DISK_FULL', 'OutOfDiskSpace, code 14031'), 'KEYS_DISK_FULL', undefined],
    [new KeysUnavailable(), 'KEYS_UNAVAILABLE', 1],
    [new UnknownMasterKey('k1'), 'KEYS_UNAVAILABLE', 1],
    [new KeysDamaged({ zh: '密钥库', en: 'keys.db' }), 'KEYS_DAMAGED', undefined],
    [new SealedDataDamaged('wang/headName'), 'PERSONAL_DATA_DAMAGED', undefined],
  ])('are told apart, and only what may pass is to be asked again: %s', (error, code, retryAfterSeconds) => {
    const wrong = wrongOf(error);
    expect([wrong.status, wrong.code, wrong.retryAfterSeconds]).toEqual([503, code, retryAfterSeconds]);
  });
});

describe('a problem document', () => {
  const texts = {
    VILLAGE_NOT_IN_USE: { zh: '村代码 {code} 不在使用中', en: 'village {code} is not in use' },
  };
  const wording = { texts, titles: { field: () => undefined, word: () => undefined } };
  const problem = problemOf(wrongOf(new Refusal(unmet('VILLAGE_NOT_IN_USE', { code: '530424102208' }))), {
    ...{ ...wording, language: 'en', instance: 'desk-7' },
  });

  it('has the title of its code, whatever it is about, and says in the detail what is wrong this time', () => {
    expect(problem).toMatchObject({
      ...{ title: 'village … is not in use', detail: 'village 530424102208 is not in use' },
    });
  });

  it('keeps its own code where a parameter has that name too, which stands with what is unmet', () => {
    expect(problem).toMatchObject({
      ...{ status: 409, code: 'VILLAGE_NOT_IN_USE', type: '/problems/VILLAGE_NOT_IN_USE' },
      errors: [{ code: 'VILLAGE_NOT_IN_USE', params: { code: '530424102208' } }],
    });
  });
});
