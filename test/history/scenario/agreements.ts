import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import type { Firm } from '@demo/economy';
import type { Office } from '@demo/office';
import { HUANING, managerOf, officer } from '@demo/officers';
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
  TerminateByConsent,
  VerifyAgreement,
  WithdrawDraft,
  WitnessAgreement,
} from '@linkage/agreement/commands';
import type { TermsPart } from '@validation/paper';
import { LinkAgreement } from '@linkage/household-binding/commands';
import { headOf, HOME, town, type Cast } from './cast';
import type { Bound } from './household-bindings';

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
  const committee = officer('VILLAGE_COMMITTEE', HUANING);
  await office.send(SignAgreement, { party: 'HOUSEHOLDS', scan }, { by: committee, id });
};

/** The orchard's agreement, revised before it is signed, checked and amended when it is in force; and a short one. */
export const agree = async (office: Office, cast: Cast, bound: Bound): Promise<string> => {
  await office.day('2024-02-20');
  const [{ orchard: firm, staying }, number] = [cast, '华双绑〔2024〕901号'];
  const paper = { firm, number, terms: termsFor(staying, LONG) };
  const id = await draw(office, paper);
  await office.send(ReviseDraft, { terms: termsFor(staying, REVISED) }, { by: town(), id });
  await conclude(office, id, paper);
  const [first] = bound.staying;
  await office.send(LinkAgreement, { agreementId: id }, { by: town(), id: first as string });
  const short = await agreeShortly(office, cast);
  await thinkBetter(office, cast);
  const parting = await agreeInVain(office, cast);
  await office.day('2024-03-01');
  await inspect(office, id, { ...paper, terms: termsFor(staying, AMENDED) });
  await amendTwice(office, short, cast);
  await part(office, parting);
  await goOn(office, short, cast);
  return id;
};

/** Two until the end of the year: the clock ends them, and with one the binding that stands on it. The other is amended. */
const agreeShortly = async (office: Office, { heir: firm, leaving, waiting }: Cast): Promise<string> => {
  const paper = { firm, number: '华双绑〔2024〕902号', terms: termsFor([leaving], SHORT) };
  await conclude(office, await draw(office, paper), paper);
  const another = { firm, number: '华双绑〔2024〕903号', terms: termsFor([waiting], SHORT) };
  const id = await draw(office, another);
  await conclude(office, id, another);
  return id;
};

const agreeInVain = async (office: Office, { heir: firm, waiting }: Cast): Promise<string> => {
  const paper = { firm, number: '华双绑〔2024〕904号', terms: termsFor([waiting], LONG) };
  const id = await draw(office, paper);
  await conclude(office, id, paper);
  return id;
};

/** Nobody has failed: both sides want it no longer. */
const part = async (office: Office, id: string): Promise<void> => {
  const agreed = { cause: 'BY_CONSENT', decisionNo: '协商〔2024〕1号', settlement: '无欠付' } as const;
  await office.send(TerminateByConsent, agreed, { by: signer, id });
};

/** What is to follow the short one is drawn before that is over, and never signed. */
const goOn = async (office: Office, renews: string, { heir, waiting }: Cast): Promise<void> => {
  const terms = termsFor([waiting], YEAR_AFTER);
  await office.send(RenewAgreement, { entityId: heir.id, terms, renews }, { by: town() });
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
  const committee = officer('VILLAGE_COMMITTEE', HUANING);
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
