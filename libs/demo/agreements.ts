import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import {
  DraftAgreement,
  SignAgreement,
  SubmitForSignature,
  type TermsPart,
} from '@linkage/agreement/commands';
import type { Economy, Firm } from './economy';
import { HUANING, managerOf, officer } from './officers';
import type { Defect, Office } from './office';

/** An agreement with the households it covers. */
export interface Pact {
  readonly id: string;
  readonly firm: Firm;
  readonly number: string;
  readonly households: readonly { readonly householdId: string; readonly bindingId: string }[];
}

export const FEN_PER_HOUSEHOLD = 60_000;

const termsFor = (households: Pact['households']): TermsPart => ({
  households: households.map((covered) => ({ ...covered })),
  helpProject: '产业帮扶到户到人',
  startDate: calendarDate('2024-03-01'),
  endDate: calendarDate('2029-02-28'),
  incomeDeadline: calendarDate('2025-12-31'),
  supportMeasures: ['产业资金支持', '技术培训'],
  forms: ['LABOUR_EMPLOYMENT', 'PROFIT_DIVIDEND'],
  distributionMode: 'GUARANTEED',
  rate: { numerator: 6, denominator: 100 },
  promisedPerYearFen: FEN_PER_HOUSEHOLD * households.length,
  paymentDay: '12-20',
  riskClauses: ['自然灾害和市场风险由主体承担'],
  householdLossShare: { numerator: 0, denominator: 1 },
  hasGuaranteedFloor: true,
  riskNoticeSigned: true,
  duties: { entity: '按期分红、吸纳务工', households: '诚信履约', government: '落实支持措施' },
});

/** One agreement for each cooperative that has households. The first is brought to the town and has to go to the county. */
export const agree = async (
  office: Office,
  { cooperatives, bindings }: Economy,
): Promise<{ readonly pacts: readonly Pact[]; readonly defects: readonly Defect[] }> => {
  const pacts: Pact[] = [];
  const defects: Defect[] = [];
  const drafts = cooperatives
    .map((firm) => ({ firm, households: householdsOf(bindings, firm) }))
    .filter(({ households }) => households.length > 0);
  await office.each('agreements', drafts, async (draft, index) => {
    const pact = await draw(office, draft, index);
    if (index === 0) defects.push(await signTooLow(office, pact));
    await sign(office, pact);
    pacts[index] = pact;
  });
  return { pacts, defects };
};

type Draft = Pick<Pact, 'firm' | 'households'>;

const townOf = (role: 'TOWN_INFORMANT' | 'TOWN_SIGNER', { village }: Firm) =>
  officer(role, ancestorAt(village, 'TOWN'));

const draw = async (office: Office, { firm, households }: Draft, index: number): Promise<Pact> => {
  const by = townOf('TOWN_INFORMANT', firm);
  const { id } = await office.send(
    DraftAgreement,
    { entityId: firm.id, terms: termsFor(households) },
    { by },
  );
  await office.send(SubmitForSignature, {}, { by, id });
  return { id, firm, households, number: `华双绑〔2024〕${String(index + 1)}号` };
};

const paperOf = ({ firm, number }: Pact) => ({
  party: 'GOVERNMENT' as const,
  agreementNo: number,
  scan: `扫描-${number} sha256:${firm.id.replaceAll('-', '')}`,
});

/** The villages lie in several towns, so the town's signature is refused. */
const signTooLow = (office: Office, pact: Pact): Promise<Defect> => {
  const attempt = office.send(SignAgreement, paperOf(pact), {
    by: townOf('TOWN_SIGNER', pact.firm),
    id: pact.id,
  });
  return office.refused('跨乡镇协议由镇政府签订', 'SIGN_LEVEL_TOO_LOW', attempt);
};

const sign = async (office: Office, pact: Pact): Promise<void> => {
  const { id, firm } = pact;
  const { scan } = paperOf(pact);
  await office.send(SignAgreement, paperOf(pact), { by: officer('COUNTY_SIGNER'), id });
  await office.send(SignAgreement, { party: 'ENTITY', scan }, { by: managerOf(firm.id), id });
  await office.send(
    SignAgreement,
    { party: 'HOUSEHOLDS', scan },
    { by: officer('VILLAGE_COMMITTEE', HUANING), id },
  );
};

const householdsOf = (bindings: Economy['bindings'], firm: Firm): Pact['households'] =>
  bindings
    .filter((one) => one.firm.id === firm.id)
    .map(({ person, bindingId }) => ({ householdId: person.id, bindingId }));
