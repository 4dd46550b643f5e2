import { describe, expect, it } from '@jest/globals';
import {
  FellTree,
  ailing,
  gardener,
  grown,
  orchard,
  planted,
  recovered,
  struck,
  WaterTree,
} from '@projection/story';
import { put, type Policy, type Projector } from '@projection/projector';
import { givenEvents } from './projection';
import { specifyPolicy } from './policy';

describe('the fixture of projectors', () => {
  it('folds events into documents, with keys that follow from documents', () => {
    givenEvents(planted('a', 'v', 2), planted('b', 'v'), grown('a', 3))
      .project(orchard)
      .then('trees', 'a', { id: 'a', village: 'v', height: 5, revision: 1 })
      .thenPartly('villages', 'v', { trees: 2, height: 6 })
      .then('trees', 'c', null);
  });

  it.each<[string, Partial<Projector>, string]>([
    ['reads what it did not ask for', { needs: () => [] }, 'was read but not asked for'],
    ['asks for ever', { needs: () => [{ collection: 'trees', id: String((asked += 1)) }] }, 'asks for ever'],
    [
      'asks for what it did not declare',
      { needs: () => [{ collection: 'birds', id: 'a' }] },
      'declares no collection',
    ],
    [
      'changes what it was given',
      { project: (_, documents) => [defaced(documents.get('trees', 'a'))] },
      'read only',
    ],
    [
      'gives another answer the second time',
      { project: () => [put('trees', { id: 'a', n: (asked += 1) })] },
      'toEqual',
    ],
    ['writes what JSON cannot carry', { project: () => [put('trees', { id: 'a', n: NaN })] }, 'toEqual'],
  ])('catches a projector that %s', (_, fault, message) => {
    const broken = { ...orchard, ...fault };
    expect(() => givenEvents(planted('a', 'v'), grown('a', 1)).project(broken)).toThrow(message);
  });

  it('lets through what a projector throws', () => {
    expect(() => givenEvents(planted('a', 'v'), struck('a')).project(orchard)).toThrow('lightning');
  });
});

let asked = 0;

const defaced = (document: object = { id: 'a' }) => put('trees', Object.assign(document, { id: 'a' }));

describe('the fixture of policies', () => {
  const watering = [1, 2].map((time) => ({ command: new WaterTree('a'), reason: `watering ${time}` }));
  const felling = { command: new FellTree('a'), reason: 'it did not recover in time' };

  it('says what follows from an event', () => {
    specifyPolicy(gardener).given(planted('a', 'v')).when(ailing('a')).thenSends(watering);
    specifyPolicy(gardener).given(ailing('a')).when(recovered('a')).thenSendsNothing();
  });

  it('says what follows from a day', () => {
    const sick = specifyPolicy(gardener).given(ailing('b', '2025-06-02'), ailing('a', '2025-06-01'));
    sick.onDay('2025-05-31').thenSendsNothing();
    sick.onDay('2025-06-01').thenSends([felling]);
    sick.onDay('2025-06-02').thenSends([felling, { ...felling, command: new FellTree('b') }]);
  });

  it('tells commands of different classes apart, though their fields are equal', () => {
    const then = specifyPolicy(gardener).given(ailing('a')).onDay('2025-06-01');
    expect(() => then.thenSends([{ ...felling, command: new WaterTree('a') }])).toThrow('FellTree');
  });

  it('catches a policy that changes its mind', () => {
    const fickle: Policy = { ...gardener, react: () => ((asked += 1) % 2 === 0 ? [] : watering) };
    expect(() => specifyPolicy(fickle).given().when(ailing('a'))).toThrow('toEqual');
  });
});
