import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledHousehold } from './aggregate';
import { checkDigit } from './document-no';
import {
  AssessEligibility,
  ChangeHead,
  ClearLowIncome,
  CorrectHouseholdData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  ReindexHousehold,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
} from './commands';
import { INELIGIBILITY_REASONS, type HouseholdEvent } from './events';
import {
  documentNo,
  eligible,
  HOUSEHOLD,
  known,
  NEIGHBOUR,
  NEXT_VILLAGE,
  on,
  register,
  registered,
  somebody,
  vanished,
  VILLAGE,
} from './story';

const { given } = specify<HouseholdEvent>(handledHousehold, known);
const tomorrow = calendarDate('2025-03-02');
const holder = { householdId: NEIGHBOUR, householdNo: '5304241020002', villageCode: VILLAGE };

describe('registering a household', () => {
  it('remembers the head sealed and the document by its fingerprint only', () => {
    const events = given().when(register()).events();
    expect(events).toEqual([registered]);
    expect(JSON.stringify(events)).not.toContain('王示例');
    expect(JSON.stringify(events)).not.toContain(documentNo(1));
  });

  it('knows no group and no training data unless told', () =>
    given()
      .when(
        command(RegisterHousehold, {
          ...{ householdNo: '5304241020001', villageCode: VILLAGE, populationCount: 4, labourCount: 2 },
          ...{ headName: '王示例', documentNo: documentNo(1), source: 'NATIONAL_IMPORT' },
        }),
      )
      .then({ ...registered, data: { ...registered.data, group: null, synthetic: false } }));

  it('is refused for a number that is registered', () =>
    given(registered).when(register()).thenRefused('HOUSEHOLD_EXISTS'));

  it('is refused with a document that another household holds, and names it', () => {
    const told = given().knowing({ documentHolder: holder });
    expect(told.when(register()).refusal().unmet).toEqual([
      {
        code: 'DOCUMENT_ALREADY_REGISTERED',
        params: { householdId: NEIGHBOUR, householdNo: '5304241020002' },
        pointer: '/documentNo',
      },
    ]);
  });

  it('goes on where an earlier attempt had taken the document for this household', () =>
    given()
      .knowing({ documentHolder: { ...holder, householdId: HOUSEHOLD } })
      .when(register())
      .then(registered));

  it('is refused with a number that a spreadsheet has spoilt (R46)', () => {
    const refusal = given()
      .when(register({ documentNo: '1.23E+17' }))
      .refusal();
    expect(refusal.unmet).toMatchObject([{ code: 'DOCUMENT_NO_INVALID', params: { fault: 'LENGTH' } }]);
  });

  it('is refused with the number of somebody who is not born yet', () => {
    const first17 = '99999920260101001';
    const refusal = given()
      .when(register({ documentNo: first17 + checkDigit(first17) }))
      .refusal();
    expect(refusal.unmet).toMatchObject([{ params: { fault: 'BIRTH_IN_FUTURE' } }]);
  });

  it('lists all that is wrong at once', () =>
    given()
      .knowing({ villageIsUsed: false, effectiveDate: tomorrow })
      .when(register({ group: `${NEXT_VILLAGE}-01`, labourCount: 5, documentNo: '123' }))
      .thenRefused(
        'EFFECTIVE_DATE_IN_FUTURE',
        'VILLAGE_NOT_IN_USE',
        'GROUP_OUTSIDE_VILLAGE',
        'LABOUR_EXCEEDS_POPULATION',
        'DOCUMENT_NO_INVALID',
      ));

  it('belongs to a village and to a group of two digits', () => {
    const faults = validateSync(register({ villageCode: '530424102000' as never, group: '530424102201-3' }));
    expect(faults.map(({ property }) => property)).toEqual(['villageCode', 'group']);
    expect(validateSync(register())).toEqual([]);
  });
});

describe('correcting a household', () => {
  const correct = (changed: Partial<CorrectHouseholdData> = {}) =>
    command(CorrectHouseholdData, { populationCount: 5, labourCount: 3, ...changed });
  const told = given(registered).knowing({ reason: '新生儿' });
  const corrected = (group: string | null): HouseholdEvent => ({
    type: 'HouseholdDataCorrected',
    data: { populationCount: 5, labourCount: 3, group, on },
  });

  it('changes the counts, and the group where one is named', () => {
    told.when(correct()).then(corrected(registered.data.group));
    told.when(correct({ group: `${VILLAGE}-04` })).then(corrected(`${VILLAGE}-04`));
    told.when(correct({ group: null })).then(corrected(null));
  });

  it('needs a reason', () => given(registered).when(correct()).thenRefused('REASON_REQUIRED'));

  it('is refused where nothing is another than it was', () => {
    const { populationCount, labourCount, group } = registered.data;
    told.when(correct({ populationCount, labourCount })).thenRefused('HOUSEHOLD_DATA_UNCHANGED');
    told.when(correct({ populationCount, labourCount, group })).thenRefused('HOUSEHOLD_DATA_UNCHANGED');
    expect(told.when(correct({ populationCount, labourCount, group: null })).events()).toHaveLength(1);
  });

  it('is refused with more labour than people and a group elsewhere', () =>
    told
      .when(correct({ labourCount: 6, group: `${NEXT_VILLAGE}-01` }))
      .thenRefused('LABOUR_EXCEEDS_POPULATION', 'GROUP_OUTSIDE_VILLAGE'));
});

describe('changing the head', () => {
  const change = (no = documentNo(2)) => command(ChangeHead, { headName: '李示例', documentNo: no });
  const index = { documentFingerprint: 'fingerprint-2', phoneFingerprint: 'phone-2', lookUpKey: 'key-1' };
  const next = given(registered).knowing({ index });

  it('seals the next head', () =>
    next.when(change()).then({
      type: 'HeadChanged',
      data: { head: known.head, personId: known.personId, ...index, on },
    }));

  it('is refused with a wrong document, and with the head of another household', () => {
    next.when(change(documentNo(2).slice(0, 17))).thenRefused('DOCUMENT_NO_INVALID');
    next.knowing({ documentHolder: holder }).when(change()).thenRefused('DOCUMENT_ALREADY_REGISTERED');
  });
});

describe('indexing a household anew', () => {
  const reindex = new ReindexHousehold();
  const index = { documentFingerprint: 'fingerprint-2', phoneFingerprint: null, lookUpKey: 'key-2' };
  const reindexed: HouseholdEvent = { type: 'HouseholdReindexed', data: { ...index, on } };

  it('puts it under the newest key, once', () => {
    given(registered).knowing({ index }).when(reindex).then(reindexed);
    given(registered, reindexed).knowing({ index }).when(reindex).thenNothing();
  });

  it('reaches one that was found under a key without a name', () => {
    const { lookUpKey: _key, phoneFingerprint: _phone, ...data } = registered.data;
    given({ ...registered, data })
      .knowing({ index })
      .when(reindex)
      .then(reindexed);
  });

  it('reaches one that is no more, and leaves who is forgotten', () => {
    given(registered, vanished).knowing({ index }).when(reindex).then(reindexed);
    given(registered).knowing({ index: null }).when(reindex).thenNothing();
  });
});

describe('assessing conditions and will', () => {
  const assess = (changed: Partial<AssessEligibility> = {}) =>
    command(AssessEligibility, { hasDevelopmentConditions: true, isWilling: true, ...changed });
  const living = given(registered);

  it('finds a household able and willing', () => living.when(assess()).then(eligible));

  it('says why one is not, of the reasons that glossary 1.2 knows', () => {
    for (const reasonIfNot of INELIGIBILITY_REASONS.filter((reason) => reason !== 'REFUSED'))
      living.when(assess({ hasDevelopmentConditions: false, reasonIfNot })).then({
        type: 'EligibilityAssessed',
        data: { hasDevelopmentConditions: false, isWilling: true, reasonIfNot, evidence: null, on },
      });
  });

  it('needs the reason exactly where it is not able or not willing', () => {
    living.when(assess({ isWilling: false })).thenRefused('INELIGIBILITY_REASON_REQUIRED');
    living.when(assess({ hasDevelopmentConditions: false })).thenRefused('INELIGIBILITY_REASON_REQUIRED');
    living.when(assess({ reasonIfNot: 'NO_LAND' })).thenRefused('INELIGIBILITY_REASON_UNFOUNDED');
  });

  it('may have been so earlier than it was told, and does not undo what was assessed for a later day', () => {
    const early = { effectiveDate: calendarDate('2025-02-01') };
    const told = given(registered, eligible).knowing(early);
    expect(told.when(assess()).events()).toMatchObject([{ data: { on: '2025-02-01' } }]);
    told
      .when(assess({ isWilling: false, reasonIfNot: 'REFUSED', evidence: '声明-12' }))
      .thenRefused('BEFORE_LAST_CHANGE');
  });

  it('needs the signed statement of who refused', () => {
    const refused = { isWilling: false, reasonIfNot: 'REFUSED' } as const;
    living.when(assess(refused)).thenRefused('REFUSAL_STATEMENT_REQUIRED');
    living.when(assess({ ...refused, evidence: '声明-12' })).then({
      type: 'EligibilityAssessed',
      data: { hasDevelopmentConditions: true, ...refused, evidence: '声明-12', on },
    });
  });
});

describe('a household', () => {
  it('says which industries it wants', () =>
    given(registered)
      .when(command(RecordIndustryWill, { industries: ['FRUIT', 'VEGETABLE'] }))
      .then({ type: 'IndustryWillRecorded', data: { industries: ['FRUIT', 'VEGETABLE'], on } }));

  it('moves with a reason to a village in use, and to its own not at all', () => {
    const move = (to = NEXT_VILLAGE) => command(MoveHousehold, { to });
    const town = { ...somebody('TOWN_INFORMANT'), scope: divisionCode('530424102000') };
    const asked = given(registered).knowing({ actor: town, reason: '易地搬迁' });
    asked.when(move()).then({ type: 'HouseholdMoved', data: { from: VILLAGE, to: NEXT_VILLAGE, on } });
    asked.when(move(VILLAGE)).thenNothing();
    const early = asked.knowing({ effectiveDate: calendarDate('2025-02-01') });
    early.when(move(VILLAGE)).thenNothing();
    asked.knowing({ villageIsUsed: false }).when(move()).thenRefused('VILLAGE_NOT_IN_USE');
    asked.knowing({ reason: null }).when(move()).thenRefused('REASON_REQUIRED');
    asked.when(move(divisionCode('530424103201'))).thenRefused('MOVE_BEYOND_SCOPE');
    asked
      .knowing({ actor: somebody('SYSTEM') })
      .when(move())
      .then({ type: 'HouseholdMoved', data: { from: VILLAGE, to: NEXT_VILLAGE, on } });
  });

  it('is not said to have moved, where it lives already or elsewhere, before it did last', () => {
    const moved = { type: 'HouseholdMoved', data: { from: VILLAGE, to: NEXT_VILLAGE, on } } as const;
    const asked = given(registered, moved).knowing({ reason: '易地搬迁' });
    const again = command(MoveHousehold, { to: NEXT_VILLAGE });
    asked.when(again).thenNothing();
    const early = asked.knowing({ effectiveDate: calendarDate('2025-02-01') });
    for (const to of [again, command(MoveHousehold, { to: VILLAGE })])
      expect(early.when(to).refusal().unmet).toEqual([
        { code: 'BEFORE_LAST_CHANGE', params: { since: on }, pointer: '/effectiveDate' },
      ]);
  });

  it('vanishes with a reason, and once', () => {
    const mark = command(MarkHouseholdVanished, { cause: 'MOVED_AWAY' });
    given(registered).when(mark).thenRefused('REASON_REQUIRED');
    given(registered).knowing({ reason: '举家迁出' }).when(mark).then(vanished);
    given(registered, vanished).when(mark).thenNothing();
    given(registered, vanished)
      .knowing({ effectiveDate: calendarDate('2025-02-01') })
      .when(mark)
      .thenRefused('BEFORE_LAST_CHANGE');
  });
});

const COMMANDS: readonly object[] = [
  command(CorrectHouseholdData, { populationCount: 4, labourCount: 2 }),
  command(ChangeHead, { headName: '李示例', documentNo: documentNo(2) }),
  command(SetAlleviatedRecord, { alleviatedYear: 2018, enjoysPolicy: true }),
  command(IdentifyMonitoring, { category: 'SUDDEN_HARDSHIP', riskFactors: ['ILLNESS'] }),
  command(EliminateRisk, {}),
  command(ReopenMonitoring, { riskFactors: ['ILLNESS'] }),
  command(SetLowIncome, { kind: 'MINIMUM_LIVING' }),
  command(ClearLowIncome, {}),
  command(AssessEligibility, { hasDevelopmentConditions: true, isWilling: true }),
  command(RecordIndustryWill, { industries: ['FRUIT'] }),
  command(MoveHousehold, { to: NEXT_VILLAGE }),
];
const EVERYTHING_ELSE = COMMANDS.map((asked) => [asked.constructor.name, asked] as const);

describe('every other command', () => {
  it.each(EVERYTHING_ELSE)('%s is refused once the household has vanished', (_name, asked) =>
    given(registered, vanished).when(asked).thenRefused('HOUSEHOLD_VANISHED'),
  );

  it.each([
    ...EVERYTHING_ELSE,
    ['vanishing', command(MarkHouseholdVanished, { cause: 'DECEASED' })] as const,
  ])('%s is refused for a day to come', (_name, asked) =>
    given(registered)
      .knowing({ effectiveDate: tomorrow, reason: '预告' })
      .when(asked)
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE'),
  );
});
