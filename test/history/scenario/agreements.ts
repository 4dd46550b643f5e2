import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import type { Firm } from '@demo/economy';
import type { Office } from '@demo/office';
import { headOf, managerOf, officer } from '@demo/officers';
import type { Person } from '@demo/people';
import {
  AmendAgreement,
  DeclineAmendment,
  DraftAgreement,
  RenewAgreement,
  ReviseDraft,
  SignAgreement,
  SignAmendment,
  SignAmendmentForHousehold,
  SignForHousehold,
  SubmitForSignature,
  VerifyAgreement,
  WithdrawDraft,
  WitnessAgreement,
} from '@linkage/agreement/commands';
import {
  DeclineTermination,
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
} from '@linkage/agreement/consent-commands';
import { CorrectAgreementNo } from '@linkage/agreement/number-commands';
import type { TermsPart } from '@validation/paper';
import { LinkAgreement } from '@linkage/household-binding/commands';
import { HOME, town, type Cast } from './cast';
import { bind, type Bound } from './household-bindings';

interface Paper {
  readonly firm: Firm;
  readonly number: string;
  readonly terms: TermsPart;
}

interface Variable {
  readonly startDate?: CalendarDate;
  readonly incomeDeadline?: CalendarDate;
  readonly endDate: CalendarDate;
  readonly riskClauses?: string[];
  readonly promisedPerYearFen?: number;
}

const LONG = { endDate: calendarDate('2027-02-28') };
const REVISED = { ...LONG, riskClauses: ['自然灾害由合作社承担', '市场风险由合作社承担'] };
const AMENDED = { ...REVISED, promisedPerYearFen: 600_000 };
const SHORT = { endDate: calendarDate('2024-12-31') };
const YEAR_AFTER = {
  ...{ startDate: calendarDate('2025-01-01'), endDate: calendarDate('2025-12-31') },
  incomeDeadline: calendarDate('2025-12-31'),
};

const termsFor = (people: readonly Person[], variable: Variable): TermsPart => ({
  households: people.map(({ id }) => ({ householdId: id })),
  ...{ helpProject: '柑桔基地', startDate: calendarDate('2024-03-01') },
  ...{ incomeDeadline: calendarDate('2024-12-31'), supportMeasures: ['种苗', '技术指导'] },
  ...{ forms: ['ORDER_FARMING', 'PROFIT_DIVIDEND'], distributionMode: 'GUARANTEED' },
  ...{ rate: { numerator: 6, denominator: 100 }, promisedPerYearFen: 500_000, paymentDay: '12-20' },
  ...{ riskClauses: ['自然灾害由合作社承担'], householdLossShare: { numerator: 0, denominator: 1 } },
  ...{ hasGuaranteedFloor: true, riskNoticeSigned: true },
  duties: { entity: '按期分红', households: '勤奋劳作', government: '落实支持措施' },
  ...variable,
});

const signer = officer('TOWN_SIGNER', ancestorAt(HOME, 'TOWN'));

const draw = async (office: Office, { firm, terms }: Paper): Promise<string> => {
  const { id } = await office.send(DraftAgreement, { entityId: firm.id, terms }, { by: town() });
  return id;
};

const conclude = async (office: Office, id: string, { firm, number }: Paper): Promise<void> => {
  const scan = `扫描-${number} sha256:${firm.id.replaceAll('-', '')}`;
  await office.send(SubmitForSignature, {}, { by: town(), id });
  await office.send(SignAgreement, { party: 'GOVERNMENT', agreementNo: number, scan }, { by: signer, id });
  await office.send(SignAgreement, { party: 'ENTITY', scan }, { by: managerOf(firm.id), id });
  const committee = officer('VILLAGE_COMMITTEE', firm.village);
  await office.send(SignAgreement, { party: 'HOUSEHOLDS', scan }, { by: committee, id });
};

/** The orchard's, and one that the heir kept until the end of the first year. */
export interface Agreed {
  readonly agreementId: string;
  readonly ofHeir: string;
}

/** The orchard's agreement, revised before it is signed, checked and amended when it is in force; and a short one. */
export const agree = async (office: Office, cast: Cast, bound: Bound): Promise<Agreed> => {
  await office.day('2024-02-20');
  const [{ orchard: firm, staying }, number] = [cast, '华双绑〔2024〕901号'];
  const paper = { firm, number, terms: termsFor(staying, LONG) };
  const id = await draw(office, paper);
  await office.send(ReviseDraft, { terms: termsFor(staying, REVISED) }, { by: town(), id });
  await conclude(office, id, paper);
  const [first] = bound.staying;
  await office.send(LinkAgreement, { agreementId: id }, { by: town(), id: first as string });
  const { amended, parted } = await agreeShortly(office, cast);
  await thinkBetter(office, cast);
  await office.day('2024-03-01');
  await inspect(office, id, { ...paper, terms: termsFor(staying, AMENDED) });
  await amendTwice(office, amended, cast);
  await part(office, parted, cast);
  await goOn(office, amended, cast);
  return { agreementId: id, ofHeir: amended };
};

/**
 * Three until the end of the year: the clock ends the first, and with it the binding that stands on it, and the second, which is amended
 * before. The parties of the third part within the year.
 */
const agreeShortly = async (office: Office, { heir: firm, leaving, waiting, wandering }: Cast) => {
  const agreed = async (person: Person, number: string): Promise<string> => {
    const paper = { firm, number, terms: termsFor([person], SHORT) };
    const id = await draw(office, paper);
    await conclude(office, id, paper);
    return id;
  };
  const misnumbered = await agreed(leaving, '华双绑〔2024〕903号');
  const right = { agreementNo: '华双绑〔2024〕902号', scan: '扫描-902 sha256:ef' };
  await office.send(CorrectAgreementNo, right, { by: town(), id: misnumbered, reason: '编号录错' });
  const amended = await agreed(waiting, '华双绑〔2024〕903号');
  return { amended, parted: await agreed(wandering, '华双绑〔2024〕904号') };
};

/** What is to follow the short one is drawn before that is over, and never signed. */
const goOn = async (office: Office, renews: string, { heir, waiting }: Cast): Promise<void> => {
  const terms = termsFor([waiting], YEAR_AFTER);
  await office.send(RenewAgreement, { entityId: heir.id, terms, renews }, { by: town() });
};

/** A household with one binding and an agreement in force, which lists it alone. */
export const agreeWith = async (
  office: Office,
  person: Person,
  firm: Firm,
  number: string,
): Promise<string> => {
  const paper = { firm, number, terms: termsFor([person], LONG) };
  const id = await draw(office, paper);
  await conclude(office, id, paper);
  const bindingId = await bind(office, person, firm);
  await office.send(LinkAgreement, { agreementId: id }, { by: town(), id: bindingId });
  return id;
};

/** A cooperative that will not be there to sign it. */
export const drawInVain = async (office: Office, { dissolved: firm, staying }: Cast): Promise<void> => {
  await draw(office, { firm, number: '', terms: termsFor(staying, LONG) });
};

/** A paper that one household has signed and the work team has witnessed before the drafter takes it back. */
const thinkBetter = async (office: Office, { orchard: firm, staying }: Cast): Promise<void> => {
  const [first] = staying;
  const id = await draw(office, {
    firm,
    number: '',
    terms: termsFor(staying, { ...LONG, riskClauses: ['待议'] }),
  });
  await office.send(SubmitForSignature, {}, { by: town(), id });
  const own = { householdId: first.id, scan: '扫描-户 sha256:cd' };
  await office.send(SignForHousehold, own, { by: headOf(first), id });
  await office.send(WitnessAgreement, {}, { by: officer('RESIDENT_TEAM', HOME), id });
  await office.send(WithdrawDraft, {}, { by: town(), id, reason: '条款重议' });
};

/** The last amendment that was proposed; its id stands in the event. */
const propose = async (office: Office, id: string, terms: TermsPart, from: string): Promise<string> => {
  const { events } = await office.send(
    AmendAgreement,
    { terms, from: calendarDate(from) },
    { by: town(), id },
  );
  return (events[0]?.data as { amendmentId: string }).amendmentId;
};

const signBoth = async (
  office: Office,
  id: string,
  of: { readonly firm: Firm; readonly amendmentId: string },
) => {
  const paper = { amendmentId: of.amendmentId, scan: '扫描-补充协议 sha256:ab' };
  await office.send(SignAmendment, { ...paper, party: 'GOVERNMENT' }, { by: signer, id });
  await office.send(SignAmendment, { ...paper, party: 'ENTITY' }, { by: managerOf(of.firm.id), id });
  return paper;
};

const inspect = async (office: Office, id: string, { firm, terms }: Paper): Promise<void> => {
  await office.day('2024-06-12');
  const found = { paperExists: true, termsMatch: true, benefitsConfirmed: false, note: '分红尚未到期' };
  await office.send(VerifyAgreement, found, { by: officer('SUPERVISOR'), id });
  const amendmentId = await propose(office, id, terms, '2024-06-12');
  const paper = await signBoth(office, id, { firm, amendmentId });
  const committee = officer('VILLAGE_COMMITTEE', firm.village);
  await office.send(SignAmendment, { ...paper, party: 'HOUSEHOLDS' }, { by: committee, id });
};

/** The entity declines the first; the second is signed, by the head for the own household, and begins in July. */
const amendTwice = async (office: Office, id: string, { heir: firm, waiting }: Cast): Promise<void> => {
  const terms = (promisedPerYearFen: number) => termsFor([waiting], { ...SHORT, promisedPerYearFen });
  const declined = await propose(office, id, terms(900_000), '2024-07-01');
  const no = { amendmentId: declined, party: 'ENTITY' as const };
  await office.send(DeclineAmendment, no, { by: managerOf(firm.id), id, reason: '超出承受能力' });
  const amendmentId = await propose(office, id, terms(550_000), '2024-07-01');
  const { scan } = await signBoth(office, id, { firm, amendmentId });
  const own = { amendmentId, scan, householdId: waiting.id };
  await office.send(SignAmendmentForHousehold, own, { by: headOf(waiting), id });
};

/** The households decline the first paper; the second is signed by all, by the head for the own household, and ends the agreement. */
const part = async (office: Office, id: string, { heir: firm, wandering }: Cast): Promise<void> => {
  const manager = { by: managerOf(firm.id), id };
  const settled = { decisionNo: '三方解除书904', settlement: '无欠付' };
  const propose = async (cause: 'BY_CONSENT' | 'FORCE_MAJEURE'): Promise<string> => {
    const { events } = await office.send(TerminateByConsent, { cause, ...settled }, manager);
    return (events[0]?.data as { terminationId: string }).terminationId;
  };
  const no = { terminationId: await propose('BY_CONSENT'), party: 'HOUSEHOLDS' as const };
  await office.send(DeclineTermination, no, { by: town(), id, reason: '等果子收完' });
  const paper = { terminationId: await propose('FORCE_MAJEURE'), scan: '扫描-解除 sha256:ef' };
  await office.send(SignTermination, { ...paper, party: 'GOVERNMENT' }, { by: signer, id });
  await office.send(SignTermination, { ...paper, party: 'ENTITY' }, manager);
  const own = { ...paper, householdId: wandering.id };
  await office.send(SignTerminationForHousehold, own, { by: headOf(wandering), id });
};
