import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { givenEvents } from '@testing/projection';
import type { EntityEvent } from './events';
import { entityRegister } from './projector';
import {
  active,
  approved,
  COOP,
  deregistered,
  recommended,
  registered,
  rejected,
  restored,
  reviewed,
  revoked,
  suspended,
  USCC,
  VILLAGE,
} from './story';

const told = (events: readonly EntityEvent[]) =>
  givenEvents(
    ...events.map(({ type, data }) => ({ stream: `entity-${COOP}`, type, data: data as never })),
  ).project(entityRegister);
const shows = (events: readonly EntityEvent[], expected: object) => {
  told(events).thenPartly('entities', COOP, expected);
};
const on = calendarDate('2025-03-01');

describe('the register of operating entities', () => {
  it('shows a candidate, and nothing of its head', () => {
    told([registered()]).then('entities', COOP, {
      ...{ id: COOP, revision: 0, recordedAt: '2025-03-01T02:00:00.000Z', effectiveDate: '2025-03-01' },
      ...{ division: VILLAGE, kind: 'COOPERATIVE', name: '盘溪柑桔专业合作社', uscc: USCC },
      ...{ industries: ['FRUIT'], tags: [], leadingLevel: null, demoLevel: null, synthetic: false },
      ...{ state: 'CANDIDATE', approvedOn: null, decisionNo: null, revokedOn: null, mergedInto: null },
    });
  });

  it('is found by what stands anywhere in its name of today, and in that alone', () => {
    const endsOf = (events: readonly EntityEvent[]) =>
      told(events)
        .all('entity-name-ends')
        .map(({ entityId, end }) => [entityId, end]);
    const called = (name: string): EntityEvent => ({
      ...{ type: 'EntityRenamed', data: { name, registryDocument: '变更登记 1', on } },
    });
    expect(endsOf([registered({ name: '华 宁ＡB' })])).toEqual(
      ['华宁ab', '宁ab', 'ab', 'b'].map((end) => [COOP, end]),
    );
    expect(endsOf([registered(), called('新名')])).toEqual(['新名', '名'].map((end) => [COOP, end]));
    expect(endsOf([registered({ name: '名' }), called('新名')])).toHaveLength(2);
    expect(endsOf([registered({ name: null }), deregistered])).toEqual([]);
  });

  it('shows what it is called and is, as it was told last', () => {
    const registryDocument = '变更登记 1';
    const renamed = { type: 'EntityRenamed', data: { name: '新名', registryDocument, on } } as const;
    shows([...active, renamed], { name: '新名', kind: 'COOPERATIVE', state: 'ACTIVE' });
    const village = divisionCode('530424102202');
    const data = { name: '真名', kind: 'FAMILY_FARM', villageCode: village, leadingLevel: null } as const;
    const corrected = { type: 'EntityDataCorrected', data: { ...data, registryDocument, on } } as const;
    told([registered(), corrected]).thenPartly('entity-managers', COOP, { division: village });
    shows([registered(), corrected], {
      ...{ name: '真名', kind: 'FAMILY_FARM', division: village, state: 'CANDIDATE' },
    });
  });

  it('shows no name of a natural person', () =>
    shows([registered({ kind: 'LARGE_GROWER', name: null, uscc: null, growerNo: '7' })], {
      ...{ name: null, uscc: null },
    }));

  it('follows the steps of admission', () => {
    shows([registered(), recommended], { state: 'RECOMMENDED' });
    shows([registered(), recommended, reviewed], { state: 'PRELIM_REVIEWED' });
    shows(active, { state: 'ACTIVE', approvedOn: on, decisionNo: approved.data.decisionNo });
    shows([registered(), rejected], { state: 'REJECTED' });
  });

  it('follows suspension, revocation and restoration, with the document of each decision', () => {
    shows([...active, suspended], { state: 'SUSPENDED', approvedOn: on });
    const resumed = { type: 'EntityResumed', data: { reason: '恢复经营', on } } as const;
    shows([...active, suspended, resumed], { state: 'ACTIVE' });
    shows([...active, revoked], { state: 'REVOKED', revokedOn: on, decisionNo: revoked.data.decisionNo });
    shows([...active, revoked, restored], {
      ...{ state: 'ACTIVE', revokedOn: null, decisionNo: restored.data.decisionNo },
    });
    shows([...active, deregistered], { state: 'DEREGISTERED', mergedInto: null });
    const merged = { type: 'EntityMerged', data: { into: 'other', on } } as const;
    shows([...active, merged, deregistered], { state: 'DEREGISTERED', mergedInto: 'other' });
  });

  it('shows what it grows and its levels as they are now', () => {
    const documentNo = '文件 1';
    shows(
      [
        registered({ kind: 'LEADING_ENTERPRISE', leadingLevel: 'CULTIVATED' }),
        { type: 'EntityIndustryChanged', data: { industries: ['VEGETABLE'], on } },
        { type: 'LeadingLevelChanged', data: { level: 'COUNTY', documentNo, on } },
        { type: 'DemoLevelGranted', data: { level: 'MUNICIPAL', documentNo, on } },
      ],
      { industries: ['VEGETABLE'], leadingLevel: 'COUNTY', demoLevel: 'MUNICIPAL' },
    );
    shows(
      [
        registered(),
        { type: 'DemoLevelGranted', data: { level: 'MUNICIPAL', documentNo, on } },
        { type: 'DemoLevelWithdrawn', data: { documentNo, on } },
      ],
      { demoLevel: null },
    );
  });

  it.each(['EntityHeadChanged', 'EntityHeadCorrected'] as const)('only counts on after %s', (type) =>
    shows([registered(), { type, data: { manager: { managerName: 'v1' }, on } }], {
      ...{ revision: 1, state: 'CANDIDATE' },
    }),
  );
});
