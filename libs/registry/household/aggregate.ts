import { handled, type Asked, type Handled } from '@command/handling';
import type { Claim, Lookup } from '@command/lookup';
import {
  clearLowIncome,
  eliminateRisk,
  identifyMonitoring,
  reopenMonitoring,
  setAlleviatedRecord,
  setLowIncome,
  voidAlleviatedRecord,
  voidMonitoring,
} from './category-rules';
import {
  AddMember,
  AssessEligibility,
  ChangeHead,
  ClearLowIncome,
  CorrectHead,
  CorrectHouseholdData,
  CorrectMemberData,
  EliminateRisk,
  IdentifyMonitoring,
  MarkHouseholdVanished,
  MoveHousehold,
  RecordIndustryWill,
  RegisterHousehold,
  RegisterSplitHousehold,
  ReindexHousehold,
  RemoveMember,
  ReopenMonitoring,
  SeparateMembers,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
  VoidVanishing,
} from './commands';
import { assess, correct, markVanished, move, recordIndustryWill, register, voidVanishing } from './decider';
import { holderMet } from './document-met';
import type { SealedHead } from './events';
import { correctedHeadFacts, headFacts, memberFacts, nextHeadFacts, reindexed, villageFacts } from './facts';
import { clearOf, type ReindexFacts, type RevivalFacts } from './finding';
import { correctHead } from './head-correction';
import { HEALTH, INDEX } from './confined';
import { knownFor } from './known-for';
import { asWritten } from './member';
import { addMember, changeHead, correctMember, reindex, removeMember } from './member-rules';
import { householdOnFile, type MemberOnFile } from './on-file';
import { warnOfCard, warnOfRisk } from './plausibility';
import { householdRefusals } from './refusals';
import { registerSplit, separate, type SplitFacts } from './split-rules';
import { household, householdId } from './state';

const claims = (_command: object, facts: { readonly claims: readonly Claim[] }): readonly Claim[] =>
  facts.claims;

/** Somebody comes with a document, which is one household's, and tells who has it. */
const withDocument = { claims, meets: holderMet };
const withHead = { ...withDocument, warn: warnOfCard };

const registrationFacts = async (
  asked: Pick<Asked<RegisterHousehold, unknown>, 'command' | 'circumstances'>,
  lookup: Lookup,
) => ({
  ...(await headFacts(asked, lookup)),
  ...(await villageFacts(lookup, asked.command.villageCode, asked.circumstances)),
});

const moveFacts = (
  { command, circumstances }: Pick<Asked<MoveHousehold, unknown>, 'command' | 'circumstances'>,
  lookup: Lookup,
) => villageFacts(lookup, command.to, circumstances);

type Of = Pick<Asked<object, unknown>, 'circumstances'>;

const knownFacts = async ({ circumstances }: Of, lookup: Lookup) => ({
  known: (await lookup.load(knownFor, circumstances.id)).state,
});

/** Everybody who is not forgotten is found here again, unless another household has them by now. */
const revivalFacts = async ({ circumstances: { id } }: Of, lookup: Lookup): Promise<RevivalFacts> => {
  const { head, members } = (await lookup.load(householdOnFile, id)).state;
  const found = await Promise.all([head, ...members].map((person) => reindexed(lookup, id, person)));
  const holders = found.flatMap(({ holder }) =>
    holder === null || holder.householdId === id ? [] : [holder],
  );
  return { documentHolder: holders[0] ?? null, claims: found.flatMap(({ claims: own }) => own) };
};

type OfSplit = Pick<Asked<RegisterSplitHousehold, unknown>, 'command' | 'circumstances'>;

/** Everybody as they were sealed is opened once more, so that they are found under the newest key too. */
const reindexFacts = async ({ circumstances: { id } }: Of, lookup: Lookup): Promise<ReindexFacts> => {
  const { head, members } = (await lookup.load(householdOnFile, id)).state;
  const { index, claims } = await reindexed(lookup, id, head);
  const all = [...claims];
  const found: ReindexFacts['found'][number][] = [];
  for (const member of members) {
    const again = await reindexed(lookup, id, member);
    all.push(...again.claims);
    if (again.index === null) continue;
    const { documentFingerprint, lookUpKey } = again.index;
    found.push({ personId: member.personId, documentFingerprint, lookUpKey });
  }
  return { index, found, claims: all };
};

/** Who left another household is found here from now on, and stays sealed as there. */
const splitFacts = async (
  { command: { splitFrom, headId }, circumstances: { id } }: OfSplit,
  lookup: Lookup,
): Promise<SplitFacts> => {
  const { villageCode, left } = (await lookup.load(householdOnFile, splitFrom)).state;
  const { group } = (await lookup.load(household, splitFrom)).state;
  const known = (await lookup.load(knownFor, splitFrom)).state;
  const people = await Promise.all((left[id] ?? []).map((person) => leftWith(lookup, id, person)));
  const of = people.find(({ personId }) => personId === headId);
  const head = of?.found == null ? null : { sealed: await sealedAsHead(lookup, of), index: of.found };
  return {
    ...{ villageCode, group, known, head },
    members: Object.fromEntries(people.map((one) => [one.personId, one])),
    claims: people.flatMap(({ claims: own }) => own),
  };
};

/** Who is forgotten is found no more than there. */
const leftWith = async (lookup: Lookup, householdId: string, person: MemberOnFile) => {
  const { index: found, claims: own } = await reindexed(lookup, householdId, person);
  const { personId, sealed: member } = person;
  const { documentFingerprint, lookUpKey } = found ?? person;
  const index = { documentFingerprint: documentFingerprint ?? '', lookUpKey: lookUpKey ?? '' };
  return { personId, member, found, index, claims: own };
};

/** Under the same key: a head is told by other fields than a member. */
const sealedAsHead = async (
  lookup: Lookup,
  { personId, member }: Awaited<ReturnType<typeof leftWith>>,
): Promise<SealedHead> => {
  const { memberName, documentNo } = await lookup.open(personId, member);
  const [headName, number] = [memberName, documentNo].map((text) => asWritten(text ?? ''));
  return lookup.seal(personId, clearOf({ headName: headName ?? '', documentNo: number ?? '' }));
};

export const handledHousehold: Handled = {
  confined: [HEALTH, INDEX],
  ...handled(household, householdRefusals, (handle) => [
    handle({
      command: RegisterHousehold,
      decide: register,
      creates: ({ householdNo }) => householdId(householdNo),
      place: ({ villageCode }) => villageCode,
      facts: registrationFacts,
      ...withHead,
    }),
    handle({
      command: RegisterSplitHousehold,
      decide: registerSplit,
      creates: ({ householdNo }) => householdId(householdNo),
      facts: splitFacts,
      claims,
    }),
    handle({ command: SeparateMembers, decide: separate }),
    handle({ command: CorrectHouseholdData, decide: correct }),
    handle({ command: ChangeHead, decide: changeHead, facts: nextHeadFacts, ...withHead }),
    handle({ command: CorrectHead, decide: correctHead, facts: correctedHeadFacts, ...withHead }),
    handle({ command: AddMember, decide: addMember, facts: memberFacts, ...withDocument }),
    handle({ command: CorrectMemberData, decide: correctMember, facts: memberFacts, ...withDocument }),
    handle({ command: RemoveMember, decide: removeMember }),
    handle({ command: ReindexHousehold, decide: reindex, facts: reindexFacts, claims }),
    handle({ command: SetAlleviatedRecord, decide: setAlleviatedRecord }),
    handle({ command: VoidAlleviatedRecord, decide: voidAlleviatedRecord }),
    handle({ command: IdentifyMonitoring, decide: identifyMonitoring, warn: warnOfRisk }),
    handle({ command: EliminateRisk, decide: eliminateRisk }),
    handle({ command: ReopenMonitoring, decide: reopenMonitoring, warn: warnOfRisk }),
    handle({ command: VoidMonitoring, decide: voidMonitoring, facts: knownFacts }),
    handle({ command: SetLowIncome, decide: setLowIncome }),
    handle({ command: ClearLowIncome, decide: clearLowIncome }),
    handle({ command: AssessEligibility, decide: assess }),
    handle({ command: RecordIndustryWill, decide: recordIndustryWill }),
    handle({ command: MoveHousehold, decide: move, facts: moveFacts }),
    handle({ command: MarkHouseholdVanished, decide: markVanished }),
    handle({ command: VoidVanishing, decide: voidVanishing, facts: revivalFacts, claims }),
  ]),
};
