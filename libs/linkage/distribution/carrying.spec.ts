import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { Explanation } from '@kernel/explanation';
import { derivedId } from '@kernel/ids';
import { command, specify } from '@testing/decider';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import {
  adopted,
  drafted,
  guaranteed,
  households,
  ofScheme,
  percents,
  surplus,
} from '../dividend-scheme/story';
import { handledDistribution } from './aggregate';
import { allocate, type Basis } from './allocation';
import { carriedInto, type Handed } from './carrying';
import { ApproveCorrection, CalculateDividends, CarryWithheldForward, ReleaseWithheld } from './commands';
import type { DistributionEvent } from './events';
import { dividendRegister } from './projector';
import { dividendAnswers, DividendLineExplanation, DividendLineList } from './queries';
import {
  approval,
  basis,
  calculated,
  calculatedWithout,
  declared,
  declaring,
  EACH,
  entitled,
  finance,
  household,
  id,
  schemeOf,
  today,
  told,
  town,
} from './story';

const distribution = specify<DistributionEvent>(handledDistribution, { id, actor: town });
const withheld = [declared(), ...calculatedWithout({ [household(1)]: 'BINDING_ENDED' })];
const standing = [...withheld, approval(1), approval(2)];
const given = (...more: readonly DistributionEvent[]) => distribution.given(...standing, ...more);

const reason = '村民会议决议结转下期';
const correctionId = derivedId('correction', '00000000-0000-5000-8000-00000000c001');
const carry = (amountFen: number, n = 1) =>
  command(CarryWithheldForward, { householdId: household(n), amountFen });
const proposed: DistributionEvent = {
  type: 'WithheldCarryForwardProposed',
  data: {
    ...{ correctionId, proposedBy: 'town', proposedAs: 'TOWN_INFORMANT' },
    ...{ householdId: household(1), amountFen: EACH, on: today },
  },
};
const carried = (amountFen = EACH): DistributionEvent => ({
  type: 'WithheldCarriedForward',
  data: {
    ...{ householdId: household(1), amountFen },
    ...{ secondPerson: 'finance', correctionId, proposedBy: 'town', on: today },
  },
});
const approve = command(ApproveCorrection, { correctionId });

describe('carrying forward what is withheld (R13, 4.5)', () => {
  it('takes two persons of two offices, the first of whom says why', () => {
    given().knowing({ reason }).when(carry(EACH)).then(proposed);
    given().when(carry(EACH)).thenRefused('REASON_REQUIRED');
    given(proposed).when(approve).thenRefused('APPROVER_IS_PROPOSER', 'CORRECTION_NEEDS_OTHER_OFFICE');
    given(proposed).knowing({ actor: finance }).when(approve).then(carried());
  });

  it('takes no more than is withheld, also when that has become less since it was proposed', () => {
    given()
      .knowing({ reason })
      .when(carry(EACH + 1))
      .thenRefused('CARRY_EXCEEDS_WITHHELD');
    given().knowing({ reason }).when(carry(1, 2)).thenRefused('CARRY_EXCEEDS_WITHHELD');
    given(proposed, carried(1)).knowing({ actor: finance }).when(approve).thenRefused('CORRECTION_DECIDED');
    const second = { ...proposed, data: { ...proposed.data, correctionId: derivedId('second') } };
    given(second, carried(1))
      .knowing({ actor: finance })
      .when(command(ApproveCorrection, { correctionId: derivedId('second') }))
      .thenRefused('CARRY_EXCEEDS_WITHHELD');
  });

  it('is done of nothing that may still be withdrawn: the next period would split what nobody is due', () =>
    distribution
      .given(...withheld, approval(1))
      .knowing({ reason })
      .when(carry(EACH))
      .thenRefused('CARRY_BEFORE_APPROVAL'));

  it('leaves nothing to release', () => {
    const release = command(ReleaseWithheld, { householdId: household(1), amountFen: 1 });
    given(carried()).knowing({ reason }).when(release).thenRefused('RELEASE_EXCEEDS_WITHHELD');
    expect(given(carried()).state()).toMatchObject({
      ledger: { [household(1)]: { dueFen: 0, withheldFen: 0, carriedForwardFen: EACH } },
    });
  });
});

describe('what the next period takes in', () => {
  const line = (carriedForwardFen: number) => ({
    ...{ dueFen: 0, withheldFen: 0, carriedForwardFen, paidFen: 0, confirmedFen: 0, hasFailed: false },
  });
  const other = (of: Partial<Handed>): Handed => ({
    ...{ id: 'first', periodTo: '2023-12-31', ledger: { a: line(700), b: line(33) }, carriedIn: [] },
    ...of,
  });

  it('is all that earlier periods carried forward, once', () => {
    expect(carriedInto('2024-01-01', [other({})])).toEqual([{ distributionId: 'first', amountFen: 733 }]);
    const second = { id: 'second', periodTo: '2024-12-31', ledger: {} };
    const took = (amountFen: number) =>
      other({ ...second, carriedIn: [{ distributionId: 'first', amountFen }] });
    expect(carriedInto('2025-01-01', [other({}), took(733)])).toEqual([]);
    expect(carriedInto('2025-01-01', [other({}), took(700)])).toEqual([
      { distributionId: 'first', amountFen: 33 },
    ]);
  });

  it('comes from no period that lies after its own', () => {
    expect(carriedInto('2023-12-31', [other({})])).toEqual([]);
  });

  it('is fixed when the period is declared', () => {
    const carriedIn = [{ distributionId: 'first', amountFen: 733 }];
    const [event] = distribution
      .given()
      .knowing({ ...schemeOf(), carriedIn })
      .when(declaring())
      .events();
    expect(event?.data).toMatchObject({ carriedIn });
  });
});

describe('splitting what was carried in', () => {
  const carriedIn = [{ distributionId: 'first', amountFen: 100 }];
  const linesOf = (of: Basis) =>
    allocate(of).lines.map(({ amountFen, carriedFen }) => [amountFen, carriedFen]);

  it('goes by the shares beside what the period yields, to the fen', () => {
    expect(linesOf({ ...basis, carriedIn })).toEqual([
      [EACH + 34, 34],
      [EACH + 33, 33],
      [EACH + 33, 33],
    ]);
    expect(allocate({ ...basis, carriedIn })).toMatchObject({
      ...{ guaranteedFen: 12_774_750, carriedFen: 100, totalFen: 12_774_850 },
    });
  });

  it('does so in a year without profit and of a cooperative’s surplus too', () => {
    const nothing = { ...basis, terms: { ...guaranteed, principalFen: 0 }, carriedIn };
    expect(linesOf(nothing)).toEqual([
      [34, 34],
      [33, 33],
      [33, 33],
    ]);
    const statement = { surplusFen: -5, pastLossFen: 0, reserveFen: 0, totalVolume: 1, totalCapitalFen: 1 };
    const ofSurplus = { ...basis, terms: surplus, surplus: { ...statement, members: [] }, carriedIn };
    expect(linesOf(ofSurplus)).toEqual([
      [50, 50],
      [50, 50],
    ]);
  });

  it('is withheld again of whom the village still names though it is not entitled', () => {
    const gone = { hasVanished: true, binding: 'ENDED', isTarget: true };
    const events = distribution
      .given(declared({ ...basis, carriedIn }))
      .knowing({ ...entitled, standings: { [household(1)]: gone } })
      .when(command(CalculateDividends, {}))
      .events();
    expect(events[0]?.data).toMatchObject({ carriedFen: 100, withheldFen: EACH + 34, totalFen: 12_774_850 });
  });
});

describe('the explanations of two years', () => {
  let shelf: Shelf;
  beforeEach(() => {
    const scope = divisionCode('530424000000');
    const viewer = { user: 'supervisor', role: 'SUPERVISOR', scope } as const;
    shelf = new Shelf(dividendAnswers, { viewer, today: '2026-04-01' });
  });
  afterEach(() => shelf.close());

  const next = derivedId('spec', 'next year');
  const explain = async (distributionId: string, n: number): Promise<Explanation> => {
    const asked = { id: distributionId, householdId: household(n) };
    return (await shelf.ask(Object.assign(new DividendLineExplanation(), asked))) as Explanation;
  };
  const ofNext = (event: DistributionEvent) => ({ ...told(event), stream: `distribution-${next}` });

  it('add up: what the first year carries forward is what the second splits', async () => {
    const carriedIn = [{ distributionId: id, amountFen: EACH }];
    const second = { ...basis, terms: { ...guaranteed, beneficiaries: households(3).slice(1) }, carriedIn };
    const [declaration, ...reckoned] = [declared(second), ...calculated(second)];
    const later = { ...declaration, data: { ...declaration.data, periodTo: calendarDate('2025-12-31') } };
    await shelf.run(
      [dividendRegister],
      [
        ...[...percents, ...[drafted(guaranteed), adopted()].map(ofScheme)],
        ...[...standing, carried()].map(told),
        ...[later as DistributionEvent, ...reckoned].map(ofNext),
      ],
    );
    const first = await explain(id, 1);
    expect(first).toMatchObject({ result: { amountFen: EACH, dueFen: 0 }, agrees: true });
    expect(first.inputs.find(({ name }) => name === 'carriedForwardFen')).toMatchObject({
      ...{ value: EACH, events: [{ type: 'DividendLinesCalculated' }, { type: 'WithheldCarriedForward' }] },
    });
    expect(recomputed(first)).toEqual(listed(first));
    const both = await Promise.all([2, 3].map((n) => explain(next, n)));
    for (const answer of both) {
      expect(answer).toMatchObject({ agrees: true });
      expect(answer.inputs.find(({ name }) => name === 'carriedIn')).toMatchObject({
        ...{ value: { [id]: EACH }, events: [{ type: 'DistributionDeclared' }] },
      });
      expect(recomputed(answer)).toEqual(listed(answer));
    }
    const parts = both.map((answer) => listed(answer)['carriedFen'] as number);
    expect(parts).toEqual([EACH / 2, EACH / 2]);
    const lines = { state: 'CARRIED_FORWARD' } as const;
    expect(await shelf.ask(Object.assign(new DividendLineList(), lines))).toMatchObject({
      items: [{ householdId: household(1), distributionId: id, carriedForwardFen: EACH, unpaidFen: 0 }],
    });
  });
});
