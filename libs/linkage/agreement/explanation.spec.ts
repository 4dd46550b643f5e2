import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@kernel/explanation';
import { parameterId } from '@registry/parameter/state';
import { COUNTY, entry as decided } from '@registry/parameter/story';
import { command } from '@testing/decider';
import type { Happening } from '@testing/events';
import { listed, recomputed } from '@testing/recomputing';
import { Shelf } from '@testing/shelf';
import type { AgreementEvent } from './events';
import { agreementRegister } from './projector';
import { agreementAnswers, SignLevelExplained } from './queries';
import {
  AGREEMENT,
  AMENDMENT,
  drafted,
  entered,
  known,
  LI,
  proposed,
  SAME_TOWN,
  somebody,
  submitted,
  terms,
  ZHAO,
  SAME_COUNTY,
} from './story';

const table = known.signLevel.table;
const KEY = 'agreement.signLevel';
const parameter = (entryId: string, value: object): Happening => ({
  ...{ stream: `parameter-${parameterId(KEY)}`, type: 'PolicyParameterSet' },
  data: { ...decided(entryId, { key: KEY, value: value as never }) },
});
const later = (entryId: string, replaces: string, value: object): Happening => ({
  ...parameter(entryId, value),
  type: 'PolicyParameterSuperseded',
  data: { ...decided(entryId, { key: KEY, value: value as never }), replaces },
});
const told = ({ type, data }: AgreementEvent): Happening => ({
  ...{ stream: `agreement-${AGREEMENT}`, type, data: data },
});

const twoVillages = {
  ...drafted,
  data: {
    ...drafted.data,
    terms: {
      ...terms,
      households: [...terms.households, { householdId: LI, villageCode: SAME_TOWN, bindingId: null }],
    },
  },
};

const amended = (households: typeof terms.households): AgreementEvent => ({
  type: 'AgreementAmended',
  data: {
    ...{ version: 2, terms: { ...terms, households }, requiredLevel: 'TOWN', signedLevel: 'TOWN' },
    ...{ explanation: submitted.data.explanation, scan: 'scan-9', on: submitted.data.on },
  },
});

describe('why a level of government has to sign (R11)', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf(agreementAnswers, { viewer: somebody('AUDITOR'), today: '2027-10-02' });
  });
  afterEach(() => shelf.close());

  const asked = async (amendmentId?: string): Promise<Explanation> => {
    const fields = { id: AGREEMENT, ...(amendmentId === undefined ? {} : { amendmentId }) };
    return (await shelf.ask(command(SignLevelExplained as never, fields))) as Explanation;
  };
  const explain = async (...happenings: readonly Happening[]): Promise<Explanation> => {
    await shelf.run([agreementRegister], happenings);
    return asked();
  };

  it('names the villages, the table with its clause, and the events they come from', async () => {
    const answer = await explain(parameter('old', table), told(twoVillages), told(submitted), told(entered));
    expect(answer).toMatchObject({
      ...{ rule: 'R11', shown: { requiredLevel: 'TOWN' }, result: { requiredLevel: 'TOWN' }, agrees: true },
      inputs: [
        { name: 'entityVillage', events: [{ type: 'AgreementDrafted', revision: 0, id: AGREEMENT }] },
        {
          name: 'households',
          value: [{ villageCode: terms.households[0]?.villageCode }, { householdId: LI }],
        },
        { name: 'levelBefore', value: null },
      ],
      parameters: [
        {
          ...{ key: KEY, value: table, version: 1, source: '华政办发〔2023〕1号', clause: '第三条' },
          ...{ scope: COUNTY, effectiveFrom: '2023-01-01', events: [{ category: 'parameter', revision: 0 }] },
        },
      ],
    });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('uses the table that held when the text was submitted, not one that replaced it later', async () => {
    const answer = await explain(
      parameter('old', table),
      ...[told(twoVillages), told(submitted)],
      later('new', 'old', { ...table, SAME_TOWN: 'COUNTY' }),
    );
    expect(answer).toMatchObject({ agrees: true, parameters: [{ version: 1, value: table }] });
  });

  it('keeps the level that was required before an amendment to fewer villages', async () => {
    const answer = await explain(
      ...[parameter('old', table), told(twoVillages), told(submitted), told(entered)],
      told(amended(terms.households)),
    );
    expect(listed(answer)).toMatchObject({ needed: 'VILLAGE', requiredLevel: 'TOWN' });
    expect(answer.inputs[2]).toMatchObject({ value: 'TOWN', events: [{ type: 'AgreementSubmitted' }] });
    expect(recomputed(answer)).toEqual(listed(answer));
  });

  it('is given of an amendment while it waits, by the table of the day it was proposed (R39)', async () => {
    const before = await explain(
      ...[parameter('old', table), told(twoVillages), told(submitted), told(entered), told(proposed)],
      later('new', 'old', { ...table, SAME_COUNTY: 'CITY' }),
    );
    expect(before.shown).toEqual({ requiredLevel: 'TOWN' });
    const answer = await asked(AMENDMENT);
    expect(answer).toMatchObject({ shown: { requiredLevel: 'COUNTY' }, agrees: true });
    expect(answer.parameters).toMatchObject([{ version: 1, value: table }]);
    expect(answer.inputs).toMatchObject([
      { name: 'entityVillage' },
      { name: 'households', events: [{ type: 'AgreementAmendmentProposed' }] },
      { name: 'levelBefore', value: 'TOWN', events: [{ type: 'AgreementSubmitted' }] },
    ]);
    expect(recomputed(answer)).toEqual(listed(answer));
    await expect(asked(AGREEMENT)).rejects.toMatchObject({ kind: 'amendment' });
  });

  it('is given of the paper in force by the proposal that it came from', async () => {
    const { terms: paper, explanation, amendmentId } = proposed.data;
    const level = { requiredLevel: 'COUNTY', signedLevel: 'COUNTY' } as const;
    const data = {
      amendmentId,
      version: 2,
      terms: paper,
      explanation,
      ...level,
      scan: 's',
      on: proposed.data.on,
    };
    const answer = await explain(
      ...[parameter('old', table), told(twoVillages), told(submitted), told(entered), told(proposed)],
      told({ type: 'AgreementAmended', data }),
    );
    expect(answer).toMatchObject({ shown: { requiredLevel: 'COUNTY' }, agrees: true });
    expect(answer.inputs[1]).toMatchObject({ events: [{ type: 'AgreementAmendmentProposed' }] });
  });

  it('says so where what is shown does not follow from the villages', async () => {
    const far = { householdId: ZHAO, villageCode: SAME_COUNTY, bindingId: null };
    const answer = await explain(
      ...[parameter('old', table), told(twoVillages), told(submitted), told(amended([far]))],
    );
    expect(answer).toMatchObject({ result: { requiredLevel: 'COUNTY' }, shown: { requiredLevel: 'TOWN' } });
    expect(answer.agrees).toBe(false);
  });

  it('is not given of a draft', async () => {
    await expect(explain(told(drafted))).rejects.toMatchObject({ code: 'SIGN_LEVEL_NOT_FIXED' });
  });

  it('is refused where nobody had decided a table', async () => {
    await expect(explain(told(twoVillages), told(submitted))).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });
});
