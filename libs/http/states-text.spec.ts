import { describe, expect, it } from '@jest/globals';
import { ANY_STATE, BY_RULE, type Step } from '@kernel/lifecycle';
import { statesText } from './states-text';

const TITLES: Readonly<Record<string, string>> = { OPEN: '开', SHUT: '关', LOCKED: '锁', WALLED: '封' };
const title = (state: string): string => TITLES[state] ?? state;

describe('the states of a command in one line', () => {
  it.each<[string, Step | typeof BY_RULE, string]>([
    ['it is taken in', { in: ['OPEN', 'SHUT'], otherwise: 'NO_DOOR' }, '开 OPEN、关 SHUT；其余 → NO_DOOR'],
    [
      'nothing happens in',
      { in: ['OPEN'], idle: ['SHUT'], otherwise: 'NO_DOOR' },
      '开 OPEN；关 SHUT 无变化；其余 → NO_DOOR',
    ],
    [
      'another code refuses, each code once',
      {
        in: ['OPEN'],
        otherwise: 'NO_DOOR',
        unless: { LOCKED: 'DOOR_BARRED', SHUT: 'DOOR_SHUT', WALLED: 'DOOR_BARRED' },
      },
      '开 OPEN；锁 LOCKED、封 WALLED → DOOR_BARRED；关 SHUT → DOOR_SHUT；其余 → NO_DOOR',
    ],
    ['none refuses', { in: ['OPEN'], otherwise: null }, '开 OPEN；其余无变化'],
    ['do not matter', ANY_STATE, '任何状态 ANY'],
    ['do not decide', BY_RULE, '按规则 BY_RULE'],
  ])('names those that %s', (_what, step, text) => {
    expect(statesText(step, title)).toBe(text);
  });
});
