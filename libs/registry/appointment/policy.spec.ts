import { describe, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
import type { Happening } from '@testing/events';
import { specifyPolicy } from '@testing/policy';
import { RelieveFormerHead } from './commands';
import { appointmentKeeper } from './policy';
import { appointed, day } from './story';

const [HOUSEHOLD, COOPERATIVE] = [derivedId('household'), derivedId('cooperative')];
const [HEAD, MANAGER, SECOND, CLERK] = ['head', 'manager', 'second', 'clerk'].map((of) => derivedId(of));

const appointedTo = (post = '', more: Parameters<typeof appointed>[2] = {}): Happening => {
  const { type, data } = appointed('li', day('03-01'), more);
  return { stream: `appointment-${post}`, type, data };
};
const speaking = [
  appointedTo(HEAD, { role: 'HOUSEHOLD', subjectId: HOUSEHOLD }),
  appointedTo(MANAGER, { role: 'ENTITY_MANAGER', subjectId: COOPERATIVE }),
  appointedTo(SECOND, { role: 'ENTITY_MANAGER', subjectId: COOPERATIVE }),
  appointedTo(CLERK),
];
const changed = (stream: string, type: string): Happening => ({ stream, type, data: {} });
const relieving = (...posts: readonly (string | undefined)[]) =>
  posts.map((id = '') => ({
    ...{ command: new RelieveFormerHead(), id },
    reason: '户主或负责人已更换，或所代表的对象已不存在',
  }));

describe('posts of who speaks for somebody', () => {
  const given = specifyPolicy(appointmentKeeper).given(...speaking);

  it('are looked at when somebody else may head what they speak for', () => {
    for (const type of ['HeadChanged', 'HouseholdVanished'])
      given.when(changed(`household-${HOUSEHOLD}`, type)).thenSends(relieving(HEAD));
    for (const type of ['EntityHeadChanged', 'EntityMerged'])
      given.when(changed(`entity-${COOPERATIVE}`, type)).thenSends(relieving(MANAGER, SECOND));
  });

  it('are let alone when nothing of that kind happens, and where nobody was appointed', () => {
    given.when(changed(`entity-${COOPERATIVE}`, 'EntityHeadCorrected')).thenSendsNothing();
    given.when(changed(`household-${derivedId('other')}`, 'HeadChanged')).thenSendsNothing();
  });

  it('are each remembered once', () => {
    const again = appointedTo(HEAD, { role: 'HOUSEHOLD', subjectId: HOUSEHOLD });
    specifyPolicy(appointmentKeeper)
      .given(...speaking, again)
      .when(changed(`household-${HOUSEHOLD}`, 'HeadChanged'))
      .thenSends(relieving(HEAD));
  });
});
