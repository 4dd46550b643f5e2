import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { equityOf, fiscal } from '../dividend-scheme/story';
import { handledDistribution } from './aggregate';
import type { Basis } from './allocation';
import {
  ApproveCorrection,
  CalculateDividends,
  CorrectDividendLine,
  MarkOverdue,
  ReleaseWithheld,
} from './commands';
import { recordDateOf, type Standing } from './entitlement';
import type { DistributionEvent, DividendLine } from './events';
import {
  approval,
  basis,
  batch,
  boss,
  calculatedWithout,
  declared,
  EACH,
  entitled,
  finance,
  from,
  household,
  id,
  imported,
  overdue,
  paid,
  part,
  payDate,
  to,
  today,
  town,
} from './story';

const distribution = specify<DistributionEvent>(handledDistribution, { id, actor: town });
const bound: Standing = { hasVanished: false, binding: 'BOUND', isTarget: true };

const reckon = (standings: Readonly<Record<string, Standing>>, of: Basis = basis) => {
  const events = distribution
    .given(declared(of))
    .knowing({ ...entitled, standings })
    .when(command(CalculateDividends, {}))
    .events();
  const [header] = events;
  if (header?.type !== 'DividendsCalculated') throw new Error('no header');
  const lines = events.flatMap(({ type, data }) => (type === 'DividendLinesCalculated' ? data.lines : []));
  return { header: header.data, lines };
};

const sumOf = (lines: readonly DividendLine[]) => lines.reduce((sum, { amountFen }) => sum + amountFen, 0);

describe('the record date', () => {
  it('is the last day of the period, or the day of the declaration where that came before', () => {
    expect(recordDateOf({ periodTo: to, declaredOn: today })).toBe(to);
    expect(recordDateOf({ periodTo: to, declaredOn: from })).toBe(from);
    expect(reckon({}).header.recordDate).toBe(to);
  });
});

describe('who is entitled to a dividend (4.5)', () => {
  const reasonFor = (standing: Partial<Standing>, of: Basis = basis) =>
    reckon({ [household(1)]: { ...bound, ...standing } }, of).lines[0]?.withheld;
  const ofFund = { ...basis, terms: fiscal, equity: equityOf(100_000_000) };

  it('is a household that is there, and is bound or was never', () => {
    expect(reasonFor({})).toBeUndefined();
    expect(reasonFor({ binding: 'NEVER' })).toBeUndefined();
    expect(reasonFor({ binding: 'ENDED' })).toBe('BINDING_ENDED');
    expect(reasonFor({ binding: 'ENDED', hasVanished: true })).toBe('HOUSEHOLD_VANISHED');
  });

  it('is in the target group besides, where the money is fiscal (R13)', () => {
    expect(reasonFor({ isTarget: false })).toBeUndefined();
    expect(reasonFor({ isTarget: false }, ofFund)).toBe('NOT_IN_TARGET_GROUP');
    expect(reasonFor({ isTarget: true }, ofFund)).toBeUndefined();
  });

  it('names the parameters that say who is in it', () => {
    const parameters = [{ key: 'coverage.targetCategories', source: '华政办发〔2023〕1号' }];
    const [event] = distribution
      .given(declared(ofFund))
      .knowing({ standings: {}, targetParameters: parameters })
      .when(command(CalculateDividends, {}))
      .events();
    expect(event?.data).toMatchObject({ parameters: [...ofFund.equity.parameters, ...parameters] });
  });
});

describe('what is withheld', () => {
  it('of 700 000.00 yuan among 47 households raises nobody else’s share, and is lost to nobody (R13, G6)', () => {
    const whole = { numerator: 1, denominator: 1 };
    const terms = { ...fiscal, annualRate: whole };
    const of = { ...basis, terms, equity: equityOf(100_000_000), months: 12 };
    const { header, lines } = reckon({ [household(47)]: { ...bound, isTarget: false } }, of);
    const due = lines.filter(({ withheld }) => withheld === undefined);
    expect(due.filter(({ amountFen }) => amountFen === 1_489_362)).toHaveLength(33);
    expect(due.filter(({ amountFen }) => amountFen === 1_489_361)).toHaveLength(13);
    expect(header).toMatchObject({ totalFen: 70_000_000, withheldFen: 1_489_361, lineCount: 47 });
    const withheld = lines.filter((line) => line.withheld !== undefined);
    expect([sumOf(due) + sumOf(withheld), sumOf(withheld)]).toEqual([70_000_000, header.withheldFen]);
  });

  it('is nothing where nothing was reckoned', () => {
    const of = { ...basis, terms: { ...basis.terms, principalFen: 0 } };
    const { header, lines } = reckon({ [household(1)]: { ...bound, hasVanished: true } }, of);
    expect([header.withheldFen, lines[0]?.withheld]).toEqual([0, undefined]);
  });

  const withheld = [
    declared(),
    ...calculatedWithout({ [household(1)]: 'BINDING_ENDED' }),
    ...[approval(1), approval(2)],
  ];
  const given = (...more: readonly DistributionEvent[]) => distribution.given(...withheld, ...more);
  const others = [part(2), part(3)];

  it('is neither paid nor overdue nor corrected', () => {
    given()
      .knowing({ actor: boss })
      .when(batch([part(1)]))
      .thenRefused('PAYMENT_EXCEEDS_DUE');
    const late = { today: calendarDate('2025-04-01') };
    given(paid(others)).knowing(late).when(new MarkOverdue()).thenNothing();
    given()
      .knowing({ reason: '股份登记有误' })
      .when(command(CorrectDividendLine, { householdId: household(1), toFen: 1 }))
      .thenRefused('LINE_WITHHELD');
  });

  const reason = '村民会议决议发放';
  const correctionId = derivedId('correction', '00000000-0000-5000-8000-00000000c001');
  const release = (amountFen: number, n = 1) =>
    command(ReleaseWithheld, { householdId: household(n), amountFen });
  const proposed: DistributionEvent = {
    type: 'WithheldReleaseProposed',
    data: {
      ...{ correctionId, proposedBy: 'town', proposedAs: 'TOWN_INFORMANT' },
      ...{ householdId: household(1), amountFen: EACH, on: today },
    },
  };
  const released = (by = payDate, on = today, amountFen = EACH): DistributionEvent => ({
    type: 'WithheldReleased',
    data: {
      ...{ householdId: household(1), amountFen, payDate: by },
      ...{ secondPerson: 'finance', correctionId, proposedBy: 'town', on },
    },
  });
  const approve = command(ApproveCorrection, { correctionId });

  it('is released by two persons of two offices, the first of whom says why', () => {
    given().knowing({ reason }).when(release(EACH)).then(proposed);
    given().when(release(EACH)).thenRefused('REASON_REQUIRED');
    given()
      .knowing({ reason })
      .when(release(EACH + 1))
      .thenRefused('RELEASE_EXCEEDS_WITHHELD');
    given().knowing({ reason }).when(release(1, 2)).thenRefused('RELEASE_EXCEEDS_WITHHELD');
    given(proposed).when(approve).thenRefused('APPROVER_IS_PROPOSER', 'CORRECTION_NEEDS_OTHER_OFFICE');
    given(proposed).knowing({ actor: finance }).when(approve).then(released());
  });

  it('is due once it is released, and no more than that', () => {
    const part1 = given(released(payDate, today, 1_000));
    expect(part1.state()).toMatchObject({
      ledger: { [household(1)]: { dueFen: 1_000, withheldFen: EACH - 1_000 } },
    });
    const payer = { actor: boss };
    part1
      .knowing(payer)
      .when(batch([part(1, 1_001)]))
      .thenRefused('PAYMENT_EXCEEDS_DUE');
    part1
      .knowing(payer)
      .when(batch([part(1, 1_000)]))
      .then(imported([part(1, 1_000)]));
    given(proposed, released()).knowing({ actor: finance }).when(approve).thenRefused('CORRECTION_DECIDED');
  });

  it('is due on the day of its release where all others have been paid, and with them where they have not', () => {
    const june = calendarDate('2025-06-02');
    const then = { actor: finance, today: june, effectiveDate: june };
    given(paid(others), proposed).knowing(then).when(approve).then(released(june, june));
    given(overdue(2 * EACH, 2), proposed)
      .knowing(then)
      .when(approve)
      .then(released(payDate, june));
    const late = { today: calendarDate('2025-06-07') };
    given(paid(others), released(june, june))
      .knowing(late)
      .when(new MarkOverdue())
      .thenRefused('DISTRIBUTION_NOT_OVERDUE');
    given(overdue(2 * EACH, 2), paid(others), released(june, june))
      .knowing({ today: calendarDate('2025-06-08') })
      .when(new MarkOverdue())
      .then({
        type: 'DividendOverdue',
        data: { unpaidFen: EACH, householdCount: 1, on: calendarDate('2025-06-08') },
      });
  });
});
