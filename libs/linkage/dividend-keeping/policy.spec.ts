import { describe, it } from '@jest/globals';
import { SucceedDistributionEntity } from '@linkage/distribution/commands';
import { SucceedSchemeEntity } from '@linkage/dividend-scheme/commands';
import type { Happening } from '@testing/events';
import { specifyPolicy } from '@testing/policy';
import { dividendKeeper } from './policy';

const on = '2025-03-21';
const scheme = (id: string, entityId: string): Happening => ({
  ...{ stream: `dividendScheme-${id}`, type: 'DividendSchemeDrafted', data: { entityId, on } },
});
const distribution = (id: string, entityId: string): Happening => ({
  ...{ stream: `distribution-${id}`, type: 'DistributionDeclared', data: { entityId, on } },
});
const merged = (id: string, into: string): Happening => ({
  ...{ stream: `entity-${id}`, type: 'EntityMerged', data: { into, on } },
});
const passing = (Command: new () => object, id: string, entityId: string, successorId: string) => ({
  command: Object.assign(new Command(), { entityId, successorId }),
  ...{ id, effectiveDate: on, reason: '主体重复登记合并' },
});
const { given } = specifyPolicy(dividendKeeper);
const told = [
  scheme('s1', 'one'),
  distribution('d1', 'one'),
  scheme('s2', 'another'),
  distribution('d1', 'one'),
];

describe('when an entity is merged into another', () => {
  it('its schemes and then its distributions go on with that one, each once', () =>
    given(...told)
      .when(merged('one', 'heir'))
      .thenSends([
        passing(SucceedSchemeEntity, 's1', 'one', 'heir'),
        passing(SucceedDistributionEntity, 'd1', 'one', 'heir'),
      ]));

  it('and what has passed to it passes on with it', () => {
    const succeeded = (stream: string, type: string): Happening => ({
      ...{ stream, type, data: { entityId: 'one', successorId: 'heir', on } },
    });
    given(
      ...told,
      succeeded('dividendScheme-s1', 'DividendSchemeEntitySucceeded'),
      succeeded('distribution-d1', 'DistributionEntitySucceeded'),
    )
      .when(merged('heir', 'last'))
      .thenSends([
        passing(SucceedSchemeEntity, 's1', 'heir', 'last'),
        passing(SucceedDistributionEntity, 'd1', 'heir', 'last'),
      ]);
  });
});
