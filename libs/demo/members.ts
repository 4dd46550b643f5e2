import { calendarDate } from '@kernel/calendar-date';
import { AddMember, ChangeHead, RemoveMember } from '@registry/household/commands';
import { checkDigit } from '@registry/household/document-no';
import { EDUCATIONS, HEALTH, LABOUR_SKILLS } from '@registry/household/member';
import { officerFor } from './officers';
import type { Office } from './office';
import type { Person } from './people';

/** So many families are written down: for everybody it would be ten thousand members more, and show nothing else. */
const FAMILIES = 24;

const GIVEN = ['文秀', '国强', '小燕', '志明', '玉兰', '家旺'];
const PLACES = ['昆明市务工', '玉溪市务工', '广东省务工'];
const SPOUSE = 0;
/** Of the members of a family the third child is a parent of the head instead. */
const PARENT = 4;

/** Check digit valid, area 999998 not assigned: nobody has this number, nor has a head. */
const memberDocumentNo = (index: number, place: number): string => {
  const first = `9999981990010${String(1 + place)}${String(index % 1_000).padStart(3, '0')}`;
  return first + checkDigit(first);
};

/**
 * Monitored households of more than one, of whom the list of 家庭成员 is asked for first: the last of them, for the first lose their
 * bindings with the cooperative that is revoked.
 */
export const familiesOf = (people: readonly Person[]): readonly Person[] =>
  people.filter(({ monitoring, population }) => monitoring !== null && population > 1).slice(-FAMILIES);

const relationAt = (place: number) => {
  if (place === SPOUSE) return 'SPOUSE';
  return place === PARENT ? 'PARENT' : 'CHILD';
};

const memberAt = ({ index }: Person, place: number) => {
  const lot = index + place;
  return {
    memberName: `示例${GIVEN[place % GIVEN.length] ?? ''}${String(index)}`,
    documentNo: memberDocumentNo(index, place),
    relationToHead: relationAt(place),
    ethnicity: '汉族',
    education: EDUCATIONS[1 + (lot % (EDUCATIONS.length - 1))] ?? EDUCATIONS[1],
    health: HEALTH[lot % 5 === 0 ? 1 : 0],
    labourSkill: LABOUR_SKILLS[lot % 3] ?? LABOUR_SKILLS[0],
    ...(lot % 3 === 0 ? { workPlace: PLACES[lot % PLACES.length] ?? '', workMonths: 3 + (lot % 9) } : {}),
    hasMedicalInsurance: true,
    hasPension: lot % 4 !== 0,
  } as const;
};

/** Writes down who belongs to those families besides the head. */
export const listMembers = async (office: Office, people: readonly Person[]): Promise<void> => {
  await office.each('members', familiesOf(people), async (person) => {
    const { id, village, population, labour } = person;
    const by = officerFor(village, 'COUNTY', 'COUNTY_INFORMANT');
    const counts = { populationCount: population, labourCount: labour };
    for (let place = 0; place < population - 1; place += 1) {
      const member = { ...memberAt(person, place), cause: 'LISTED', ...counts } as const;
      await office.send(AddMember, member, { by, id, on: calendarDate('2024-01-02') });
    }
  });
};

/** The key of the head as it was registered, and of each member in the order in which they were listed. */
const keysOf = async (
  { county }: Office,
  { id, population }: Person,
): Promise<readonly [head: string, spouse: string, ...children: string[]]> => {
  const events = await county.store.readStream(`household-${id}`);
  const named = events.filter(({ type }) => type === 'HouseholdRegistered' || type === 'MemberAdded');
  const [head, spouse, ...more] = named.slice(0, population).map(({ data }) => data['personId'] as string);
  if (head === undefined || spouse === undefined) throw new Error('nobody is listed');
  return [head, spouse, ...more];
};

/** The last child of a family marries; then the spouse heads it, and the head before stays. */
export const handOver = async (office: Office, people: readonly Person[]): Promise<string> => {
  const family = familiesOf(people).find(({ population }) => population === 4 || population === 3) as Person;
  const { id, village, population, labour } = family;
  const by = officerFor(village, 'COUNTY', 'COUNTY_INFORMANT');
  const [head, , ...children] = await keysOf(office, family);
  const counts = { populationCount: population - 1, labourCount: Math.min(labour, population - 1) };
  const left = { personId: children.at(-1) ?? '', cause: 'MARRIED', ...counts } as const;
  await office.send(RemoveMember, left, { by, id, reason: '出嫁' });
  const relations = [
    ...children.slice(0, -1).map((personId) => ({ personId, relationToHead: 'CHILD' as const })),
    { personId: head, relationToHead: 'SPOUSE' as const },
  ];
  const { memberName: headName, documentNo } = memberAt(family, SPOUSE);
  await office.send(ChangeHead, { headName, documentNo, relations }, { by, id });
  return id;
};
