import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import type { Happening } from '@testing/events';
import { EndEnterpriseBinding, TakeOverEnterpriseBinding } from './commands';
import type { EnterpriseBindingEnding } from './events';
import { enterpriseBindingKeeper } from './policy';
import { activated, ended, proposed } from './story';

const { given } = specifyPolicy(enterpriseBindingKeeper);

const bind = (id: string, enterpriseId: string, cooperativeId: string): readonly Happening[] => [
  {
    stream: `enterpriseBinding-${id}`,
    type: proposed.type,
    data: { ...proposed.data, enterpriseId, cooperativeId },
  },
  { stream: `enterpriseBinding-${id}`, ...activated },
];
const ends = (id: string, cause: EnterpriseBindingEnding, effectiveDate: string) => ({
  command: Object.assign(new EndEnterpriseBinding(), { cause }),
  ...{ id, effectiveDate, reason: cause },
});
const bound = [...bind('e1', 'firm', 'coop'), ...bind('e2', 'firm', 'union'), ...bind('e3', 'other', 'coop')];
const on = '2025-04-01';

describe('the keeper of enterprise bindings', () => {
  it('ends the bindings of a revoked enterprise', () =>
    given(...bound)
      .when({ stream: 'entity-firm', type: 'EligibilityRevoked', data: { on } })
      .thenSends([ends('e1', 'ENTITY_REVOKED', on), ends('e2', 'ENTITY_REVOKED', on)]));

  it('ends the bindings of a deregistered cooperative, those that are over left alone', () =>
    given(...bound, { stream: 'enterpriseBinding-e1', ...ended })
      .when({ stream: 'entity-coop', type: 'EntityDeregistered', data: { on } })
      .thenSends([ends('e3', 'ENTITY_DEREGISTERED', on)]));

  const takes = (fromBindingId: string, enterpriseId: string, cooperativeId: string) => ({
    command: Object.assign(new TakeOverEnterpriseBinding(), {
      ...{ enterpriseId, cooperativeId, industry: 'FRUIT', fromBindingId },
    }),
    ...{ effectiveDate: on, reason: '主体重复登记合并' },
  });

  it.each([
    ['firm', [takes('e1', 'heir', 'coop'), takes('e2', 'heir', 'union')]],
    ['coop', [takes('e1', 'firm', 'heir'), takes('e3', 'other', 'heir')]],
  ])('has the bindings of %s go on with the entity that it is merged into, on its side', (side, taken) =>
    given(...bound)
      .when({ stream: `entity-${side}`, type: 'EntityMerged', data: { into: 'heir', on } })
      .thenSends(taken.flatMap((one) => [one, ends(one.command.fromBindingId, 'MERGED', on)])),
  );

  it('ends nothing that was withdrawn', () =>
    given(...bound.slice(0, 1), {
      ...{ stream: 'enterpriseBinding-e1', type: 'EnterpriseBindingWithdrawn', data: { on: '2025-01-05' } },
    })
      .when({ stream: 'entity-firm', type: 'EligibilityRevoked', data: { on } })
      .thenSendsNothing());

  it('leaves a suspended entity its bindings', () =>
    given(...bound)
      .when({ stream: 'entity-firm', type: 'EntitySuspended', data: { on } })
      .thenSendsNothing());

  it('ends a binding on the day after its last, not before', () => {
    const one = bind('e1', 'firm', 'coop');
    given(...one)
      .onDay('2026-12-31')
      .thenSendsNothing();
    given(...one)
      .onDay('2027-01-01')
      .thenSends([ends('e1', 'EXPIRED', '2027-01-01')]);
    given(...one, { stream: 'enterpriseBinding-e1', ...ended })
      .onDay('2027-01-01')
      .thenSendsNothing();
  });
});
