import { AddMember, CorrectMemberData, RemoveMember } from '@registry/household/commands';
import {
  EDUCATIONS,
  HEALTH,
  JOINING_CAUSES,
  LABOUR_SKILLS,
  LEAVING_CAUSES,
  RELATIONS,
} from '@registry/household/member';
import type { Household } from '@registry/household/state';
import type { Body, Make } from './request';
import { ask } from './request';
import type { Roll } from './roll';
import { oneOf, SECRET } from './values';

type Move = Make<Household>;
/** What somebody's document may be. */
type Numbering = (roll: Roll) => string;

const described = (roll: Roll, documentNo: Numbering): Body => ({
  ...{ memberName: `${SECRET}${String(roll.whole(1, 99))}`, documentNo: documentNo(roll) },
  relationToHead: roll.pick(RELATIONS),
  ...roll.maybe(0.5, { education: roll.pick(EDUCATIONS), health: roll.pick(HEALTH) }),
  ...roll.maybe(0.5, { labourSkill: roll.pick(LABOUR_SKILLS), workPlace: `${SECRET}市`, hasPension: true }),
});

const counts = (roll: Roll, populationCount: number): Body => ({
  populationCount: Math.max(1, populationCount),
  labourCount: roll.whole(0, Math.max(1, populationCount)),
});

const aMember = ({ members }: Household, roll: Roll): string =>
  oneOf(
    members.map(({ personId }) => personId),
    roll,
  );

/** Who is named by what they are to the next head: mostly everybody, now and then also who was head. */
export const relations = ({ members, headId }: Household, roll: Roll): Body => {
  const staying = headId !== null && roll.happens(0.3) ? [headId] : [];
  const named = [...members.map(({ personId }) => personId), ...staying];
  const told = named.map((personId) => ({ personId, relationToHead: roll.pick(RELATIONS) }));
  return told.length > 0 && roll.happens(0.9) ? { relations: told } : {};
};

export const memberMoves = (documentNo: Numbering): readonly Move[] => {
  const add: Move = ({ id, roll, state: { populationCount } }) => {
    const counted = counts(roll, populationCount + roll.whole(0, 1));
    const cause = roll.pick(JOINING_CAUSES);
    return ask(AddMember, { ...described(roll, documentNo), cause, ...counted }, { id });
  };
  const correct: Move = ({ id, roll, state }) =>
    ask(CorrectMemberData, { ...described(roll, documentNo), personId: aMember(state, roll) }, { id });
  const remove: Move = ({ id, roll, state }) => {
    const left = { personId: aMember(state, roll), cause: roll.pick(LEAVING_CAUSES) };
    return ask(RemoveMember, { ...left, ...counts(roll, state.populationCount - 1) }, { id });
  };
  /** Who has no members gets the first. */
  const orFirst =
    (move: Move): Move =>
    (at) =>
      at.state.members.length === 0 ? add(at) : move(at);
  return [add, orFirst(correct), orFirst(correct), orFirst(remove), orFirst(remove)];
};
