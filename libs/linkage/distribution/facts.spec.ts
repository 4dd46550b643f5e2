import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, addMonths, calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { Desk } from '@testing/desk';
import { householdBindingId } from '@linkage/household-binding/state';
import { parameterId } from '@registry/parameter/state';
import { terms } from '../agreement/story';
import { adopted, drafted, equityOf, guaranteed, schemeId } from '../dividend-scheme/story';
import { handledDistribution } from './aggregate';
import {
  ApproveCorrection,
  ApproveDividends,
  CalculateDividends,
  CarryWithheldForward,
  ConfirmReceipt,
  WithdrawDistribution,
} from './commands';
import { boss, county, declaring, EACH, finance, household, id, town } from './story';

const noon = Date.parse('2025-03-01T04:00:00.000Z');
const grace = {
  stream: `parameter-${parameterId('dividend.overdueGraceDays')}`,
  type: 'PolicyParameterSet',
  data: {
    ...{ entryId: 'e1', key: 'dividend.overdueGraceDays', scope: '530424000000', value: 5 },
    ...{ effectiveFrom: '2020-01-01', effectiveTo: null, sourceDocument: '县政府〔2020〕1号' },
    ...{ clause: null, approvedBy: '县政府' },
  },
};
const scheme = [drafted(guaranteed), adopted()].map(({ type, data }) => ({
  stream: `dividendScheme-${schemeId}`,
  type,
  data: data as never,
}));

describe('a distribution on the real write path', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk([handledDistribution], noon);
  });
  afterEach(() => desk.close());

  it('takes the terms of the scheme and the grace that was decided', async () => {
    await desk.happened(...scheme, grace);
    const outcome = await desk.send(declaring(), boss);
    expect(outcome).toMatchObject({ id, events: [{ data: { graceDays: 5, terms: guaranteed, months: 3 } }] });
    const { events } = await desk.send(new CalculateDividends(), boss, { id });
    expect(events[1]).toMatchObject({ data: { lines: [{ amountFen: EACH }, {}, {}] } });
  });

  it('is not declared for months of another one that stands; one that was withdrawn leaves its months free', async () => {
    await desk.happened(...scheme, grace);
    await desk.send(declaring(), boss);
    const [october, year] = [calendarDate('2024-10-01'), calendarDate('2025-09-30')];
    const more = declaring({ periodFrom: october, periodTo: year });
    await expect(desk.send(more, boss)).rejects.toThrow('DISTRIBUTION_PERIOD_OVERLAPS');
    await desk.send(new WithdrawDistribution(), boss, { id, reason: '期间有误' });
    await desk.send(more, boss);
    await expect(desk.send(declaring(), boss)).rejects.toThrow('DISTRIBUTION_PERIOD_OVERLAPS');
  });

  const told = (stream: string, ...events: readonly (readonly [type: string, data: object])[]) =>
    events.map(([type, data]) => ({ stream, type, data: data as never }));
  const withheldIn = async () => {
    const { events } = await desk.send(new CalculateDividends(), boss, { id });
    const lines = events.flatMap(({ type, data }) =>
      type === 'DividendLinesCalculated' ? (data['lines'] as readonly { withheld?: string }[]) : [],
    );
    return lines.map(({ withheld }) => withheld);
  };

  it('looks at the day of record: who left after it is entitled, who was bound again before it too', async () => {
    await desk.happened(...scheme, grace);
    const gone = (n: number, on: string) =>
      told(`household-${household(n)}`, ['HouseholdVanished', { cause: 'MOVED_AWAY', on }]);
    const bindingOf = (n: number, ...events: readonly (readonly [string, object])[]) =>
      told(`householdBinding-${householdBindingId(household(n), boss.subjectId, 'FRUIT')}`, ...events);
    const runs = (from: string) => ['HouseholdBindingActivated', { from }] as const;
    const ends = (on: string) => ['HouseholdBindingEnded', { cause: 'EXPIRED', on }] as const;
    await desk.happened(
      ...gone(1, '2025-01-01'),
      ...bindingOf(2, runs('2023-01-01'), ends('2024-12-31')),
      ...bindingOf(3, runs('2023-01-01'), ends('2024-06-01'), runs('2024-07-01'), ends('2025-01-01')),
    );
    await desk.send(declaring(), boss);
    expect(await withheldIn()).toEqual([undefined, 'BINDING_ENDED', undefined]);
  });

  it('looks at the duplicates that the entity goes on for too', async () => {
    const twin = derivedId('entity', 'twin');
    const succeeded = { entityId: twin, successorId: boss.subjectId, villageCode: boss.scope };
    await desk.happened(...scheme, grace);
    await desk.happened(
      ...told(`dividendScheme-${schemeId}`, [
        'DividendSchemeEntitySucceeded',
        { ...succeeded, on: '2025-01-15' },
      ]),
    );
    const bindingOf = (n: number, entityId: string, ...events: readonly (readonly [string, object])[]) =>
      told(`householdBinding-${householdBindingId(household(n), entityId, 'FRUIT')}`, ...events);
    const runs = (from: string) => ['HouseholdBindingActivated', { from }] as const;
    const ends = (on: string) => ['HouseholdBindingEnded', { cause: 'MERGED', on }] as const;
    await desk.happened(
      ...bindingOf(1, twin, runs('2023-01-01'), ends('2025-01-15')),
      ...bindingOf(1, boss.subjectId, runs('2025-01-15')),
      ...bindingOf(2, twin, runs('2023-01-01'), ends('2024-12-01')),
      ...bindingOf(3, twin, runs('2023-01-01'), ends('2024-12-01')),
      ...bindingOf(3, boss.subjectId, runs('2024-12-01')),
    );
    await desk.send(declaring(), boss);
    expect(await withheldIn()).toEqual([undefined, 'BINDING_ENDED', undefined]);
  });

  it('withholds fiscal money from whom the county does not count as a target', async () => {
    const equity = equityOf(guaranteed.principalFen);
    const [draft, adoption] = scheme;
    const ofFund = { ...adoption, data: { ...(adoption?.data as unknown as object), equity } } as never;
    await desk.happened(draft as never, ofFund, grace);
    await expect(desk.send(declaring(), boss)).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    const decided = (key: string, value: unknown) => ({
      ...{ stream: `parameter-${parameterId(key)}`, type: 'PolicyParameterSet' },
      data: { ...grace.data, entryId: key, key, value } as never,
    });
    await desk.happened(
      decided('coverage.targetCategories', ['MONITORED']),
      decided('coverage.includeRiskEliminated', false),
      ...told(
        `household-${household(1)}`,
        ['MonitoringIdentified', { category: 'MARGINAL', riskFactors: [], on: '2023-01-01' }],
        ['RiskEliminated', { on: '2025-01-01' }],
      ),
      ...told(`household-${household(2)}`, [
        'MonitoringIdentified',
        { category: 'MARGINAL', riskFactors: [], on: '2025-01-01' },
      ]),
    );
    await desk.send(declaring(), boss);
    const nobody = 'NOT_IN_TARGET_GROUP';
    expect(await withheldIn()).toEqual([undefined, nobody, nobody]);
  });

  it('is known to the agreement it is under', async () => {
    const agreementId = derivedId('agreement', 'story');
    const [draft, ...more] = scheme;
    const under = { ...draft, data: { ...(draft?.data as unknown as object), agreementId } as never };
    await desk.happened({ stream: `dividendScheme-${schemeId}`, type: 'DividendSchemeDrafted', ...under });
    await desk.happened(...more, grace);
    await desk.send(declaring(), boss);
    const takers = await desk.store.readStream(
      `claim-${derivedId('distributionUnderAgreement', agreementId)}`,
    );
    expect(takers.map(({ data }) => data['holder'])).toEqual([id]);
  });

  it('is declared late for the life of its agreement, and not for what came after', async () => {
    const agreementId = derivedId('agreement', 'story');
    const [draft, ...more] = scheme;
    const under = { ...draft, data: { ...(draft?.data as unknown as object), agreementId } as never };
    await desk.happened({ stream: `dividendScheme-${schemeId}`, type: 'DividendSchemeDrafted', ...under });
    const paper = { ...terms, startDate: '2023-01-01', endDate: '2024-12-31' };
    await desk.happened(
      ...[...more, grace],
      ...told(
        `agreement-${agreementId}`,
        ['AgreementDrafted', { entityId: boss.subjectId, terms: paper, renews: null, on: '2023-01-01' }],
        ['AgreementEnteredIntoForce', { on: '2023-01-01' }],
        ['AgreementTerminated', { cause: 'BY_CONSENT', on: '2024-06-30' }],
      ),
    );
    await expect(desk.send(declaring(), boss)).rejects.toThrow('PERIOD_AFTER_AGREEMENT');
    const [april, june] = [calendarDate('2024-04-01'), calendarDate('2024-06-30')];
    const { events } = await desk.send(declaring({ periodFrom: april, periodTo: june }), boss);
    expect(events).toHaveLength(1);
  });

  it('takes in once what an earlier period carried forward; a withdrawn one gives it back', async () => {
    await desk.happened(...scheme, grace);
    await desk.happened(
      ...told(`household-${household(1)}`, ['HouseholdVanished', { cause: 'MOVED_AWAY', on: '2024-11-01' }]),
    );
    await desk.send(declaring(), boss);
    await desk.send(new CalculateDividends(), boss, { id });
    await desk.send(new ApproveDividends(), town, { id });
    await desk.send(new ApproveDividends(), county, { id });
    const asked = Object.assign(new CarryWithheldForward(), { householdId: household(1), amountFen: EACH });
    const proposal = await desk.send(asked, town, { id, reason: '村民会议决议' });
    const correctionId = proposal.events[0]?.data['correctionId'];
    await desk.send(Object.assign(new ApproveCorrection(), { correctionId }), finance, { id });
    const quarter = (first: string) => {
      const periodFrom = calendarDate(first);
      return declaring({ periodFrom, periodTo: addDays(addMonths(periodFrom, 3), -1) });
    };
    const carriedIn = async (first: string) => {
      const outcome = await desk.send(quarter(first), boss);
      return { id: outcome.id, carriedIn: outcome.events[0]?.data['carriedIn'] };
    };
    const all = [{ distributionId: id, amountFen: EACH }];
    expect((await carriedIn('2024-07-01')).carriedIn).toEqual([]);
    const next = await carriedIn('2025-01-01');
    expect(next.carriedIn).toEqual(all);
    expect((await carriedIn('2025-04-01')).carriedIn).toEqual([]);
    await desk.send(new WithdrawDistribution(), boss, { id: next.id, reason: '期间有误' });
    expect((await carriedIn('2025-10-01')).carriedIn).toEqual(all);
    expect((await carriedIn('2025-01-01')).carriedIn).toEqual([]);
  });

  it('is declared once for a month also by two who ask at the same moment', async () => {
    await desk.happened(...scheme, grace);
    const months = [1, 2, 3, 6, 12].map((count) =>
      declaring({ periodTo: addDays(addMonths(calendarDate('2024-10-01'), count), -1) }),
    );
    const answers = await Promise.allSettled(months.map((asked) => desk.send(asked, boss)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  const committee = { user: 'c', role: 'VILLAGE_COMMITTEE', scope: divisionCode('530424103202') } as const;

  it('is not declared before it is decided when money is overdue, and no stranger is told that nobody did', async () => {
    await desk.happened(...scheme);
    await expect(desk.send(declaring(), boss)).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await expect(desk.send(declaring(), committee)).rejects.toThrow('lies outside');
  });

  it('is declared by the entity itself or by its own village, of a scheme that is there', async () => {
    await desk.happened(...scheme, grace);
    const stranger = { ...boss, subjectId: household(1) };
    await expect(desk.send(declaring(), stranger)).rejects.toThrow('not a concern');
    await expect(desk.send(declaring(), committee)).rejects.toThrow('lies outside');
    const unknown = declaring({ schemeId: household(1) });
    await expect(desk.send(unknown, committee)).rejects.toThrow('SCHEME_UNKNOWN');
  });

  it('is received by the households named and nobody else', async () => {
    await desk.happened(...scheme, grace);
    await desk.send(declaring(), boss);
    const actor = { user: 'h2', role: 'HOUSEHOLD', scope: boss.scope, subjectId: household(2) } as const;
    const receipt = Object.assign(new ConfirmReceipt(), { householdIds: [household(1)], means: 'SMS' });
    await expect(desk.send(receipt, actor, { id })).rejects.toThrow('not a concern');
  });
});
