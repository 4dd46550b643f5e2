import { describe, it } from '@jest/globals';
import { specifyPolicy } from '@testing/policy';
import type { Happening } from '@testing/events';
import { EndBinding, LinkAgreement, RelocateBinding, ResumeBinding, TakeOverBinding } from './commands';
import type { BindingEnding } from './events';
import { householdBindingKeeper } from './policy';
import { activated, ended, proposed } from './story';

const { given } = specifyPolicy(householdBindingKeeper);

const bind = (id: string, named: { householdId: string; entityId: string; agreementId: string | null }) => [
  {
    stream: `householdBinding-${id}`,
    type: 'HouseholdBindingProposed',
    data: { ...proposed.data, ...named },
  },
  { stream: `householdBinding-${id}`, type: activated.type, data: activated.data },
];
const endOf = (id: string): Happening => ({
  stream: `householdBinding-${id}`,
  type: ended.type,
  data: ended.data,
});
const paper = (
  id: string,
  covered: Record<string, string | null>,
  renews: string | null = null,
): Happening => {
  const households = Object.entries(covered).map(([householdId, bindingId]) => ({ householdId, bindingId }));
  const data = { entityId: 'coop', renews, terms: { households } };
  return { stream: `agreement-${id}`, type: 'AgreementDrafted', data };
};
const on = '2025-04-01';
const happens = (stream: string, type: string): Happening => ({ stream, type, data: { on } });
const ends = (id: string, cause: BindingEnding) => ({
  command: Object.assign(new EndBinding(), { cause }),
  ...{ id, effectiveDate: on, reason: cause },
});

describe('when the eligibility of an entity is revoked', () => {
  const bound = [
    ...bind('b1', { householdId: 'h1', entityId: 'coop', agreementId: 'a1' }),
    ...bind('b2', { householdId: 'h2', entityId: 'coop', agreementId: null }).slice(0, 1),
    ...bind('b3', { householdId: 'h3', entityId: 'coop', agreementId: 'a1' }),
    ...bind('b4', { householdId: 'h1', entityId: 'another', agreementId: 'a2' }),
    endOf('b3'),
  ];

  it('every binding of it that is active or proposed ends, with the same day', () =>
    given(...bound)
      .when(happens('entity-coop', 'EligibilityRevoked'))
      .thenSends([ends('b1', 'ENTITY_REVOKED'), ends('b2', 'ENTITY_REVOKED')]));

  it('the same follows from its deregistration, under its own name', () =>
    given(...bound)
      .when(happens('entity-another', 'EntityDeregistered'))
      .thenSends([ends('b4', 'ENTITY_DEREGISTERED')]));

  it('nothing follows from a suspension, which is no end', () =>
    given(...bound)
      .when(happens('entity-coop', 'EntitySuspended'))
      .thenSendsNothing());

  it('the bindings of a household end when it has vanished', () =>
    given(...bound)
      .when(happens('household-h1', 'HouseholdVanished'))
      .thenSends([ends('b1', 'HOUSEHOLD_GONE'), ends('b4', 'HOUSEHOLD_GONE')]));
});

describe('when an entity is merged into another', () => {
  const merged: Happening = { stream: 'entity-coop', type: 'EntityMerged', data: { into: 'other', on } };
  const takes = (fromBindingId: string, householdId: string) => ({
    command: Object.assign(new TakeOverBinding(), {
      ...{ householdId, entityId: 'other', industry: 'FRUIT', fromBindingId },
    }),
    ...{ effectiveDate: on, reason: '主体重复登记合并', overtakenBy: ['HOUSEHOLD_VANISHED'] },
  });

  it('each of its bindings goes on there, and ends here', () =>
    given(
      ...bind('b1', { householdId: 'h1', entityId: 'coop', agreementId: 'a1' }),
      ...bind('b2', { householdId: 'h2', entityId: 'coop', agreementId: null }).slice(0, 1),
      ...bind('b3', { householdId: 'h3', entityId: 'coop', agreementId: 'a1' }),
      ...bind('b4', { householdId: 'h1', entityId: 'another', agreementId: 'a2' }),
      endOf('b3'),
    )
      .when(merged)
      .thenSends([takes('b1', 'h1'), ends('b1', 'MERGED'), takes('b2', 'h2'), ends('b2', 'MERGED')]));

  it('a paper that has passed ends the bindings that stand on it there', () =>
    given(
      paper('a1', { h1: null }),
      {
        stream: 'agreement-a1',
        type: 'AgreementEntitySucceeded',
        data: { successorId: 'other', terms: { households: [{ householdId: 'h1', bindingId: null }] }, on },
      },
      ...bind('b1', { householdId: 'h1', entityId: 'other', agreementId: null }),
      ...bind('b2', { householdId: 'h1', entityId: 'coop', agreementId: null }),
    )
      .when(happens('agreement-a1', 'AgreementExpired'))
      .thenSends([ends('b1', 'EXPIRED')]));
});

describe('when an agreement ends', () => {
  const linked = [
    paper('a1', { h1: 'b1', h2: null, h3: 'b9' }),
    ...bind('b1', { householdId: 'h1', entityId: 'coop', agreementId: 'a1' }),
    ...bind('b2', { householdId: 'h2', entityId: 'coop', agreementId: null }),
    ...bind('b3', { householdId: 'h3', entityId: 'coop', agreementId: null }),
    ...bind('b4', { householdId: 'h2', entityId: 'another', agreementId: null }),
  ];

  it('the bindings on it end with it: the linked ones, and those of listed households that have no other paper', () =>
    given(...linked)
      .when(happens('agreement-a1', 'AgreementTerminated'))
      .thenSends([ends('b1', 'AGREEMENT_TERMINATED'), ends('b2', 'AGREEMENT_TERMINATED')]));

  it('they end as expired when its term is over', () =>
    given(...linked)
      .when(happens('agreement-a1', 'AgreementExpired'))
      .thenSends([ends('b1', 'EXPIRED'), ends('b2', 'EXPIRED')]));

  it('one that was put on another paper goes on', () =>
    given(...linked, {
      stream: 'householdBinding-b1',
      type: 'BindingAgreementLinked',
      data: { agreementId: 'a2', on },
    })
      .when(happens('agreement-a1', 'AgreementTerminated'))
      .thenSends([ends('b2', 'AGREEMENT_TERMINATED')]));

  it('one whose household was taken from the paper goes on', () =>
    given(...linked, {
      stream: 'agreement-a1',
      type: 'AgreementAmended',
      data: { terms: { households: [] }, on },
    })
      .when(happens('agreement-a1', 'AgreementTerminated'))
      .thenSends([ends('b1', 'AGREEMENT_TERMINATED')]));

  it('a renewal takes over the bindings of its households beforehand', () =>
    given(...linked, paper('a2', { h1: null }, 'a1'))
      .when(happens('agreement-a2', 'AgreementConcluded'))
      .thenSends([
        {
          command: Object.assign(new LinkAgreement(), { agreementId: 'a2' }),
          ...{ id: 'b1', effectiveDate: on, reason: '协议续签', overtakenBy: ['AGREEMENT_NOT_IN_FORCE'] },
        },
      ]));

  it('an agreement that renews nothing takes over nothing', () =>
    given(...linked)
      .when(happens('agreement-a1', 'AgreementConcluded'))
      .thenSendsNothing());
});

describe('when a suspension has lasted its time', () => {
  const running = bind('b1', { householdId: 'h1', entityId: 'coop', agreementId: null });
  const rests = (until: string): Happening => ({
    ...{ stream: 'householdBinding-b1', type: 'BindingSuspended' },
    data: { reason: '外出', until, on: '2025-02-01' },
  });
  const resumes = {
    command: new ResumeBinding(),
    ...{ id: 'b1', effectiveDate: '2025-06-01', reason: '暂停期限届满' },
  };

  it('the binding goes on from that day', () => {
    given(...running, rests('2025-06-01'))
      .onDay('2025-05-31')
      .thenSendsNothing();
    given(...running, rests('2025-06-01'))
      .onDay('2025-06-01')
      .thenSends([resumes]);
    given(...running, rests('2025-06-01'), {
      ...{ stream: 'householdBinding-b1', type: 'BindingResumed', data: { on: '2025-03-01' } },
    })
      .onDay('2025-06-01')
      .thenSendsNothing();
  });

  it('it ends instead where its term is over before', () =>
    given(...running, rests('2028-01-01'))
      .onDay('2028-01-01')
      .thenSends([{ ...ends('b1', 'EXPIRED'), effectiveDate: '2028-01-01' }]));
});

describe('when a household moves', () => {
  const moves: Happening = {
    ...{ stream: 'household-h1', type: 'HouseholdMoved' },
    data: { from: '530424102201', to: '530424102203', on },
  };

  it('its bindings move with it, and those that are over stay', () =>
    given(
      ...bind('b1', { householdId: 'h1', entityId: 'coop', agreementId: null }),
      ...bind('b2', { householdId: 'h1', entityId: 'another', agreementId: null }),
      ...bind('b3', { householdId: 'h2', entityId: 'coop', agreementId: null }),
      endOf('b2'),
    )
      .when(moves)
      .thenSends([
        {
          command: Object.assign(new RelocateBinding(), { villageCode: '530424102203' }),
          ...{ id: 'b1', effectiveDate: on, reason: '农户迁移' },
        },
      ]));
});

describe('when the term of a binding is over', () => {
  const running = bind('b1', { householdId: 'h1', entityId: 'coop', agreementId: null });

  it('it ends as expired on the day after its last', () =>
    given(...running)
      .onDay('2028-01-01')
      .thenSends([{ ...ends('b1', 'EXPIRED'), effectiveDate: '2028-01-01' }]));

  it('not before, not twice, and not where there is no last day', () => {
    given(...running)
      .onDay('2027-12-31')
      .thenSendsNothing();
    given(...running, endOf('b1'))
      .onDay('2028-01-01')
      .thenSendsNothing();
    const [first, ...rest] = running;
    const open = { ...first, data: { ...first?.data, endDate: null } } as Happening;
    given(open, ...(rest as Happening[]))
      .onDay('2028-01-01')
      .thenSendsNothing();
  });
});
