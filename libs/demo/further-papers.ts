import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import { AmendAgreement, SignAmendment } from '@linkage/agreement/commands';
import {
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
} from '@linkage/agreement/consent-commands';
import { signerOf, termsOf, townOf } from './agreements';
import { headOf, managerOf, officer } from './officers';
import type { Defect, Office } from './office';
import { FEN_PER_SHARE, levelOf, type Pact } from './pacts';
import type { Person } from './people';

export interface FurtherPapers {
  readonly amendedAgreement: string;
  readonly partedAgreement: string;
}

interface Told {
  readonly stories: FurtherPapers;
  readonly defect: Defect;
}

const townOfVillage = ({ village }: Pick<Person, 'village'>): string => ancestorAt(village, 'TOWN');

/** A household of another town, whom no agreement lists; and the agreement of one town that takes it in. */
interface Joining {
  readonly pact: Pact;
  readonly person: Person;
}

const joiningOf = (pacts: readonly Pact[], people: readonly Person[]): Joining => {
  const listed = new Set(pacts.flatMap(({ ties }) => ties.map(({ person }) => person.id)));
  const pact = pacts.find((one) => levelOf(one) !== 'COUNTY');
  const person = people.find(
    (one) =>
      one.reasonIfNot === null &&
      !listed.has(one.id) &&
      pact !== undefined &&
      townOfVillage(one) !== townOfVillage(pact.firm),
  );
  if (pact === undefined || person === undefined) throw new Error('no agreement of one town can be widened');
  return { pact, person };
};

const amendedTerms = ({ pact, person }: Joining) => {
  const terms = termsOf(pact);
  return Object.assign(terms, {
    households: [...terms.households, { householdId: person.id }],
    promisedPerYearFen: terms.promisedPerYearFen + FEN_PER_SHARE,
  });
};

/** Proposed by the town, whose own signature is refused: with the household of another town it is the county that signs (R39). */
const amend = async (office: Office, joining: Joining) => {
  const { id, firm, number } = joining.pact;
  const { events } = await office.send(
    AmendAgreement,
    { terms: amendedTerms(joining), from: calendarDate('2026-03-05') },
    { by: townOf('TOWN_INFORMANT', firm.village), id },
  );
  const { amendmentId } = events[0]?.data as { amendmentId: string };
  const paper = { amendmentId, scan: `扫描-${number}-补1 sha256:${firm.id.replaceAll('-', '')}` };
  const tooLow = { ...paper, party: 'GOVERNMENT' as const };
  const by = townOf('TOWN_SIGNER', firm.village);
  const defect = await office.refused('协议扩到外乡镇农户仍由镇政府签订', 'SIGN_LEVEL_TOO_LOW', () =>
    office.send(SignAmendment, tooLow, { by, id }),
  );
  return { paper, defect };
};

type AmendedPaper = Awaited<ReturnType<typeof amend>>['paper'];

const signAmended = async (office: Office, { id, firm }: Pact, paper: AmendedPaper): Promise<void> => {
  const parties = [
    ['GOVERNMENT', officer('COUNTY_SIGNER')],
    ['ENTITY', managerOf(firm.id)],
    ['HOUSEHOLDS', officer('VILLAGE_INFORMANT', firm.village)],
  ] as const;
  for (const [party, by] of parties) await office.send(SignAmendment, { ...paper, party }, { by, id });
};

/** The cooperative gives up what it grew: its manager proposes to part, and government, manager and each head sign. */
const part = async (office: Office, pact: Pact): Promise<void> => {
  const { id, firm, ties, number } = pact;
  const manager = { by: managerOf(firm.id), id };
  const agreed = { decisionNo: `${number}解除书`, settlement: '2025年度分红已付清', unpaidFen: 0 };
  const { events } = await office.send(TerminateByConsent, { cause: 'BY_CONSENT', ...agreed }, manager);
  const { terminationId } = events[0]?.data as { terminationId: string };
  const paper = { terminationId, scan: `扫描-${number}-解除 sha256:${firm.id.replaceAll('-', '')}` };
  await office.send(SignTermination, { ...paper, party: 'GOVERNMENT' }, { by: signerOf(pact), id });
  await office.send(SignTermination, { ...paper, party: 'ENTITY' }, manager);
  for (const { person } of ties)
    await office.send(
      SignTerminationForHousehold,
      { ...paper, householdId: person.id },
      { by: headOf(person), id },
    );
};

/**
 * One agreement takes in a household of another town, on a day of its own; of another, that with the fewest households, the parties part.
 * `pacts` are in force, and none has another story.
 */
export const tellFurtherPapers = async (
  office: Office,
  pacts: readonly Pact[],
  people: readonly Person[],
): Promise<Told> => {
  const joining = joiningOf(pacts, people);
  const others = pacts.filter((pact) => pact !== joining.pact);
  const parting = others.reduce((fewest, pact) => (pact.ties.length < fewest.ties.length ? pact : fewest));
  await office.day('2026-02-03');
  const { paper, defect } = await amend(office, joining);
  await office.day('2026-02-04');
  await signAmended(office, joining.pact, paper);
  await part(office, parting);
  return { stories: { amendedAgreement: joining.pact.id, partedAgreement: parting.id }, defect };
};
