import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledHousehold } from './aggregate';
import {
  ChangeHead,
  CorrectHouseholdData,
  RegisterHousehold,
  ReindexHousehold,
  RemoveMember,
  type RelatedPart,
} from './commands';
import type { HouseholdEvent } from './events';
import { JOINING_CAUSES, LEAVING_CAUSES } from './member';
import type { Household } from './state';
import {
  add,
  CHILD,
  correction,
  documentNo,
  HOUSEHOLD,
  known,
  listed,
  NEIGHBOUR,
  on,
  registered,
  related,
  SPOUSE,
  vanished,
  VILLAGE,
} from './story';

const { given } = specify<HouseholdEvent>(handledHousehold, known);
const family = given(registered, listed(SPOUSE, 'SPOUSE'), listed(CHILD, 'CHILD')).knowing({
  personId: SPOUSE,
  reason: '核实',
});
const membersOf = (asked: { state(): unknown }) => (asked.state() as Household).members;

describe('adding a member', () => {
  const spouse = given(registered).knowing({ personId: SPOUSE });
  const index = { documentFingerprint: 'fingerprint-1', lookUpKey: 'key-1' };

  it('remembers in clear what the member is to the head, and nothing else of them', () => {
    const events = spouse.when(add()).events();
    const counts = { populationCount: 4, labourCount: 2 };
    const data = { personId: SPOUSE, relationToHead: 'SPOUSE', cause: 'LISTED', ...counts, ...index, on };
    expect(events).toEqual([{ type: 'MemberAdded', data: { ...data, member: known.member } }]);
    for (const clear of ['赵示例', documentNo(11), 'CHRONIC_ILLNESS', '昆明市'])
      expect(JSON.stringify(events)).not.toContain(clear);
  });

  it('says how many the household counts from then on', () => {
    for (const cause of JOINING_CAUSES)
      expect(spouse.when(add({ cause, populationCount: 5, labourCount: 3 })).events()).toMatchObject([
        { data: { cause, populationCount: 5, labourCount: 3 } },
      ]);
    const born = { ...listed(CHILD, 'CHILD').data, cause: 'BORN', populationCount: 5 } as const;
    expect(given(registered, { type: 'MemberAdded', data: born }).state()).toMatchObject({
      populationCount: 5,
    });
  });

  it('is refused where more are listed than the household counts: head and members', () => {
    const { unmet } = spouse.when(add({ populationCount: 1, labourCount: 1 })).refusal();
    expect(unmet).toEqual([
      { code: 'MEMBERS_EXCEED_POPULATION', params: { listed: 2 }, pointer: '/populationCount' },
    ]);
    spouse.when(add({ labourCount: 5 })).thenRefused('LABOUR_EXCEEDS_POPULATION');
  });

  it('is refused with a wrong document, with that of another household, and with that of somebody of this one', () => {
    spouse.when(add({ documentNo: documentNo(11).slice(1) })).thenRefused('DOCUMENT_NO_INVALID');
    const holder = { householdId: NEIGHBOUR, villageCode: VILLAGE };
    spouse.knowing({ documentHolder: holder }).when(add()).thenRefused('DOCUMENT_ALREADY_REGISTERED');
    const own = { documentHolder: { ...holder, householdId: HOUSEHOLD }, isListed: true };
    spouse.knowing(own).when(add()).thenRefused('MEMBER_ALREADY_LISTED');
  });

  it('takes a relationToHead, a skill, an education and a health that the list of members knows, and twelve months at most', () => {
    const wrong = {
      relationToHead: 'FRIEND',
      labourSkill: 'MUCH',
      education: 'SOME',
      health: 'WELL',
      workMonths: 13,
    };
    const faults = validateSync(add(wrong as never)).map(({ property }) => property);
    expect(faults.sort()).toEqual(Object.keys(wrong).sort());
    expect(validateSync(add())).toEqual([]);
  });
});

describe('correcting a member', () => {
  const correct = (personId: string) => correction(personId, { relationToHead: 'OTHER' });
  const index = { documentFingerprint: 'fingerprint-9', phoneFingerprint: null, lookUpKey: 'key-2' };

  it('says anew everything that is known of them, with a reason', () => {
    const { documentFingerprint, lookUpKey } = index;
    family
      .knowing({ index })
      .when(correct(SPOUSE))
      .then({
        type: 'MemberDataCorrected',
        data: {
          personId: SPOUSE,
          relationToHead: 'OTHER',
          member: known.member,
          documentFingerprint,
          lookUpKey,
          on,
        },
      });
    family.knowing({ reason: null }).when(correct(SPOUSE)).thenRefused('REASON_REQUIRED');
  });

  it('is refused for who is no member, and with the document of another member', () => {
    family.when(correct(NEIGHBOUR)).thenRefused('MEMBER_UNKNOWN');
    family.knowing({ isListed: true }).when(correct(SPOUSE)).thenRefused('MEMBER_ALREADY_LISTED');
  });
});

describe('a member who leaves', () => {
  const remove = (changed: Partial<RemoveMember> = {}) =>
    command(RemoveMember, {
      ...{ personId: SPOUSE, cause: 'DECEASED', populationCount: 3, labourCount: 1 },
      ...changed,
    });

  it('does so for a cause, with a reason, and with how many the household counts then', () => {
    for (const cause of LEAVING_CAUSES)
      family.when(remove({ cause })).then({
        type: 'MemberLeft',
        data: { personId: SPOUSE, cause, populationCount: 3, labourCount: 1, on },
      });
    family.knowing({ reason: null }).when(remove()).thenRefused('REASON_REQUIRED');
    family.when(remove({ populationCount: 1 })).thenRefused('MEMBERS_EXCEED_POPULATION');
    family.when(remove({ labourCount: 4 })).thenRefused('LABOUR_EXCEEDS_POPULATION');
  });

  it('is none any more', () => {
    const left = { personId: SPOUSE, cause: 'MARRIED', populationCount: 3, labourCount: 1, on } as const;
    const after = given(registered, listed(SPOUSE, 'SPOUSE'), { type: 'MemberLeft', data: left });
    expect(membersOf(after)).toEqual([]);
    after.knowing({ reason: '再次办理' }).when(remove()).thenRefused('MEMBER_UNKNOWN');
  });
});

describe('the number of people of a household', () => {
  const count = (populationCount: number) =>
    command(CorrectHouseholdData, { populationCount, labourCount: 1 });

  it('is what people count: no fewer than are listed, and as many more as are not', () => {
    family.when(count(2)).thenRefused('MEMBERS_EXCEED_POPULATION');
    expect(family.when(count(3)).events()).toHaveLength(1);
    expect(family.when(count(9)).events()).toHaveLength(1);
  });
});

describe('a head who follows', () => {
  const change = (...relations: readonly RelatedPart[]) =>
    command(ChangeHead, { headName: '赵示例', documentNo: documentNo(11), relations: [...relations] });
  const head = known.personId;
  const index = { documentFingerprint: 'fingerprint-0', phoneFingerprint: null, lookUpKey: 'key-1' };
  const stays = { index, member: known.member };
  const changed = (relations?: readonly RelatedPart[]): HouseholdEvent => ({
    type: 'HeadChanged',
    data: {
      ...{ head: known.head, personId: SPOUSE, ...known.index },
      ...(relations === undefined ? {} : { relations }),
      on,
    },
  });

  it('was a member and is none any more, and the others are something to the new head', () => {
    const son = related(CHILD, 'CHILD');
    family.when(change(son)).then(changed([son]));
    const parent = related(CHILD, 'PARENT');
    const after = given(registered, listed(SPOUSE, 'SPOUSE'), listed(CHILD, 'CHILD'), changed([parent]));
    expect(membersOf(after)).toMatchObject([{ personId: CHILD, relationToHead: 'PARENT' }]);
    expect(after.state()).toMatchObject({ headId: SPOUSE, persons: [head, SPOUSE, CHILD] });
  });

  it('is told what every other member is to them: each once, and nobody else', () => {
    family.when(change()).thenRefused('MEMBER_RELATIONS_MISSING');
    const son = related(CHILD, 'CHILD');
    family.when(change(son, son)).thenRefused('MEMBER_UNKNOWN');
    family.when(change(son, related(NEIGHBOUR, 'OTHER'))).thenRefused('MEMBER_UNKNOWN');
    family.when(change(son, related(SPOUSE, 'OTHER'))).then(changed([son]));
  });

  it('lets the head before stay as a member, where that is said', () => {
    const [son, before] = [related(CHILD, 'CHILD'), related(head, 'PARENT')];
    const { documentFingerprint, lookUpKey } = index;
    const counts = { populationCount: 4, labourCount: 2 };
    family
      .knowing({ stays })
      .when(change(son, before))
      .then(changed([son]), {
        type: 'MemberAdded',
        data: {
          ...{
            personId: head,
            relationToHead: 'PARENT',
            cause: 'HEAD_BEFORE',
            member: known.member,
            ...counts,
          },
          ...{ documentFingerprint, lookUpKey, on },
        },
      });
    family.when(change(son, before)).thenRefused('MEMBER_UNKNOWN');
  });

  it('is refused where more would be listed than the household counts', () => {
    const counted = { ...registered, data: { ...registered.data, populationCount: 2 } };
    const spouse = { ...listed(SPOUSE, 'SPOUSE').data, populationCount: 2 };
    given(counted, { type: 'MemberAdded', data: spouse })
      .knowing({ personId: NEIGHBOUR, stays })
      .when(change(related(SPOUSE, 'OTHER'), related(head, 'PARENT')))
      .thenRefused('MEMBERS_EXCEED_POPULATION');
  });

  it('needs nothing said where the head only is corrected', () => {
    const corrected = family.knowing({ personId: head, isAnother: false }).when(change());
    expect(corrected.events()).toMatchObject([{ type: 'HeadChanged', data: { personId: head } }]);
    const named = family.knowing({ personId: head, isAnother: false }).when(change(related(head, 'OTHER')));
    expect(named.events()).toHaveLength(1);
  });
});

describe('indexing a household with members anew', () => {
  const found = [{ personId: SPOUSE, documentFingerprint: 'fingerprint-9', lookUpKey: 'key-2' }];
  const reindexed: HouseholdEvent = { type: 'MemberReindexed', data: { ...found[0], on } as never };

  it('puts each under the newest key, once, and leaves who is forgotten', () => {
    const index = { documentFingerprint: 'fingerprint-8', phoneFingerprint: null, lookUpKey: 'key-2' };
    const told = family.knowing({ index, found });
    told.when(new ReindexHousehold()).then({ type: 'HouseholdReindexed', data: { ...index, on } }, reindexed);
    const after = given(registered, listed(SPOUSE, 'SPOUSE'), listed(CHILD, 'CHILD'), reindexed);
    after.knowing({ index: null, found }).when(new ReindexHousehold()).thenNothing();
    expect(membersOf(after)).toMatchObject([found[0], { personId: CHILD, lookUpKey: 'key-1' }]);
  });
});

describe('every command of a member', () => {
  const asked = [
    ['AddMember', add()],
    ['CorrectMemberData', correction(SPOUSE)],
    [
      'RemoveMember',
      command(RemoveMember, { personId: SPOUSE, cause: 'OTHER', populationCount: 3, labourCount: 1 }),
    ],
  ] as const;

  it.each(asked)('%s is refused once the household has vanished, and for a day to come', (_name, one) => {
    given(registered, listed(SPOUSE, 'SPOUSE'), vanished).when(one).thenRefused('HOUSEHOLD_VANISHED');
    const tomorrow = { effectiveDate: calendarDate('2025-03-02') };
    family.knowing(tomorrow).when(one).thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('is sent by who registers households', () => {
    for (const [, { constructor }] of asked)
      for (const role of (constructor as typeof RegisterHousehold).sentBy)
        expect(RegisterHousehold.sentBy).toContain(role);
  });
});
