import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fold } from '@kernel/decider';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { Explanation } from '@kernel/explanation';
import { command, specify } from '@testing/decider';
import { givenEvents } from '@testing/projection';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import { adopted, drafted, entityId, guaranteed, ofScheme, percents } from '../dividend-scheme/story';
import { handledDistribution } from './aggregate';
import { PassDividendLine, SucceedDistributionEntity } from './commands';
import { lineId } from './dividend-row';
import type { DistributionEvent } from './events';
import { unpaidIn } from './ledger';
import { dividendRegister } from './projector';
import { dividendAnswers, DividendLineExplanation } from './queries';
import { distribution } from './state';
import {
  approved,
  batch,
  calculatedWithout,
  approval,
  boss,
  declared,
  EACH,
  household,
  id,
  imported,
  overdue,
  paid,
  part,
  today,
  told,
} from './story';

/** Whoever came of the first household. */
const [father, son] = [household(1), household(4)];
const pass = command(PassDividendLine, { householdId: father, successorId: son, successorNo: '分户1' });
const passed = (amountFen = EACH): DistributionEvent => ({
  type: 'DividendLinePassed',
  data: { householdId: father, successorId: son, successorNo: '分户1', amountFen, on: today },
});
const due = specify<DistributionEvent>(handledDistribution, { id });

describe('a dividend of a household that was split', () => {
  it('passes as far as it is unpaid, and the whole stays what it was', () => {
    due
      .given(...approved())
      .when(pass)
      .then(passed());
    const rest = passed(EACH - 250);
    due
      .given(...approved(), paid([part(1, 250)]))
      .when(pass)
      .then(rest);
    const before = fold(distribution, [...approved(), paid([part(1, 250)])]);
    const after = fold(distribution, [...approved(), paid([part(1, 250)]), rest]);
    expect(after.ledger[father]).toMatchObject({ dueFen: 250, paidFen: 250 });
    expect(after.ledger[son]).toMatchObject({ dueFen: EACH - 250, paidFen: 0 });
    expect(unpaidIn(after.ledger)).toEqual(unpaidIn(before.ledger));
  });

  it('does not pass where nothing is due, be it paid, withheld, not approved or another’s', () => {
    due
      .given(...approved(), paid([part(1)]))
      .when(pass)
      .thenNothing();
    due
      .given(...approved(), passed())
      .when(pass)
      .thenNothing();
    due.given(declared()).when(pass).thenNothing();
    const withheld = calculatedWithout({ [father]: 'BINDING_ENDED' });
    due
      .given(declared(), ...withheld, approval(1), approval(2))
      .when(pass)
      .thenNothing();
    const stranger = command(PassDividendLine, {
      householdId: household(9),
      successorId: son,
      successorNo: '分户1',
    });
    due
      .given(...approved())
      .when(stranger)
      .thenNothing();
  });

  it('waits for a payment that is on its way', () =>
    due
      .given(...approved(), imported([part(1)]))
      .when(pass)
      .thenRefused('LINE_IN_UNCONFIRMED_BATCH'));

  it('is paid to whom it passed and to nobody else', () => {
    const toSon = [{ householdId: son, amountFen: EACH }];
    const manager = due.given(...approved(), passed()).knowing({ actor: boss });
    manager.when(batch(toSon)).then(imported(toSon));
    manager.when(batch([part(1)])).thenRefused('PAYMENT_EXCEEDS_DUE');
  });

  it('stands in the book on a line of its own, which is overdue with the others', () => {
    const book = givenEvents(...[...approved(), passed(), overdue(3 * EACH, 3)].map(told)).project(
      dividendRegister,
    );
    book
      .thenPartly('distribution', id, { householdCount: 4, dueFen: 12_774_750, unpaidCount: 3 })
      .thenPartly('dividend-line', lineId(id, father), { dueFen: 0, unpaidFen: 0, isOverdue: false })
      .thenPartly('dividend-line', lineId(id, son), {
        ...{ householdId: son, householdNo: '分户1', passedFrom: father, state: 'OVERDUE' },
        ...{ dueFen: EACH, unpaidFen: EACH, paidFen: 0 },
      });
  });
});

describe('why that is the amount', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    const viewer = { user: 'supervisor', role: 'SUPERVISOR', scope: divisionCode('530424000000') } as const;
    shelf = new Shelf(dividendAnswers, { viewer, today: '2025-04-01' });
    const scheme = [drafted(guaranteed), adopted()].map(ofScheme);
    await shelf.run([dividendRegister], [...percents, ...scheme, ...[...approved(), passed()].map(told)]);
  });
  afterEach(() => shelf.close());

  const explain = async (householdId: string): Promise<Explanation> =>
    (await shelf.ask(Object.assign(new DividendLineExplanation(), { id, householdId }))) as Explanation;
  const corrected = (householdId: string, fromFen: number, toFen: number) =>
    told({
      type: 'DividendLineCorrected',
      data: { householdId, fromFen, toFen, secondPerson: 'finance', on: today },
    });

  it('is what was reckoned less what passed, and what passed', async () => {
    for (const [householdId, dueFen] of [
      [father, 0],
      [son, EACH],
    ] as const) {
      const answer = await explain(householdId);
      expect(answer).toMatchObject({ result: { dueFen }, agrees: true });
      expect(answer.inputs.find(({ name }) => name === 'passedFen')).toMatchObject({
        ...{ value: EACH, events: [{ type: 'DividendLinePassed' }] },
      });
      expect(recomputed(answer)).toEqual(listed(answer));
    }
  });

  it('is what either was corrected to since', async () => {
    await shelf.run([dividendRegister], [corrected(father, 0, 7), corrected(son, EACH, 9)]);
    for (const [householdId, dueFen] of [
      [father, 7],
      [son, 9],
    ] as const) {
      const answer = await explain(householdId);
      expect(answer).toMatchObject({ result: { dueFen }, agrees: true });
      expect(recomputed(answer)).toEqual(listed(answer));
    }
  });
});

describe('a distribution of an entity that is merged into another', () => {
  const successorId = derivedId('entity', 'heir');
  const villageCode = divisionCode('530424102209');
  const succeed = command(SucceedDistributionEntity, { entityId, successorId });
  const heir = due.given(...approved(), paid([part(1, 250)])).knowing({ villageCode });
  const succeeded: DistributionEvent = {
    type: 'DistributionEntitySucceeded',
    data: { entityId, successorId, villageCode, on: today },
  };

  it('is that one’s, and what each household is due stays what it was', () => {
    heir.when(succeed).then(succeeded);
    const before = fold(distribution, [...approved(), paid([part(1, 250)])]);
    expect(fold(distribution, [...approved(), paid([part(1, 250)]), succeeded])).toEqual({
      ...{ ...before, entityId: successorId, villageCode },
    });
  });

  it('is nothing where it was withdrawn, or is another’s', () => {
    const withdrawn = { type: 'DistributionWithdrawn', data: { withdrawnBy: 'boss', on: today } } as const;
    due.given(declared(), withdrawn).knowing({ villageCode }).when(succeed).thenNothing();
    due
      .given(...approved(), succeeded)
      .knowing({ villageCode })
      .when(succeed)
      .thenNothing();
  });

  it('stands in the book of that one with all its lines', () => {
    givenEvents(...[...approved(), succeeded].map(told))
      .project(dividendRegister)
      .thenPartly('distribution', id, { entityId: successorId, division: villageCode, state: 'APPROVED' })
      .thenPartly('dividend-line', lineId(id, father), { entityId: successorId, dueFen: EACH });
  });
});
