import { calendarDate } from '@kernel/calendar-date';
import { ancestorAt, type DivisionCode } from '@kernel/division-code';
import type { Actor } from '@kernel/actor';
import { DraftAgreement, SignAgreement, SubmitForSignature } from '@linkage/agreement/commands';
import type { TermsPart } from '@validation/paper';
import { HUANING, managerOf, officer } from './officers';
import type { Defect, Office } from './office';
import { levelOf, promisedFen, type Draft, type Pact } from './pacts';

/** What the parties promise each other. */
export const termsOf = (draft: Draft): TermsPart => {
  const { ties, year, isForOneYear } = draft;
  return {
    households: ties.map(({ person, id }) => ({ householdId: person.id, bindingId: id })),
    helpProject: '产业帮扶到户到人',
    startDate: calendarDate(`${String(year)}-03-01`),
    endDate: calendarDate(isForOneYear ? `${String(year)}-12-31` : `${String(year + 5)}-02-28`),
    incomeDeadline: calendarDate(`${String(year)}-12-31`),
    supportMeasures: ['产业资金支持', '技术培训'],
    forms: ['LABOUR_EMPLOYMENT', 'PROFIT_DIVIDEND'],
    distributionMode: 'GUARANTEED',
    rate: { numerator: 6, denominator: 100 },
    promisedPerYearFen: promisedFen(draft),
    paymentDay: '12-20',
    riskClauses: ['自然灾害和市场风险由主体承担'],
    householdLossShare: { numerator: 0, denominator: 1 },
    hasGuaranteedFloor: true,
    riskNoticeSigned: true,
    duties: { entity: '按期分红、吸纳务工', households: '诚信履约', government: '落实支持措施' },
  };
};

/** Who is in office for the town that a village lies in. */
export const townOf = (role: 'TOWN_INFORMANT' | 'TOWN_SIGNER', village: DivisionCode): Actor =>
  officer(role, ancestorAt(village, 'TOWN'));

/** Drafted by the town and submitted for signature; numbered through the year. */
export const draw = (office: Office, drafts: readonly Draft[]): Promise<readonly Pact[]> =>
  office.each(`agreements ${String(drafts[0]?.year ?? '')}`, drafts, async (draft, index) => {
    const by = townOf('TOWN_INFORMANT', draft.firm.village);
    const { id } = await office.send(
      DraftAgreement,
      { entityId: draft.firm.id, terms: termsOf(draft) },
      { by },
    );
    await office.send(SubmitForSignature, {}, { by, id });
    return { ...draft, id, number: `华双绑〔${String(draft.year)}〕${String(index + 1)}号` };
  });

const scanOf = ({ firm, number }: Pact): string => `扫描-${number} sha256:${firm.id.replaceAll('-', '')}`;

const signedByGovernment = (pact: Pact) => ({
  ...{ party: 'GOVERNMENT' as const, agreementNo: pact.number, scan: scanOf(pact) },
});

/** The villages lie in several towns, so the town's signature is refused. */
export const signTooLow = (office: Office, pact: Pact): Promise<Defect> =>
  office.refused('跨乡镇协议由镇政府签订', 'SIGN_LEVEL_TOO_LOW', () =>
    office.send(SignAgreement, signedByGovernment(pact), {
      by: townOf('TOWN_SIGNER', pact.firm.village),
      id: pact.id,
    }),
  );

/** Who signs for the government what binds these villages. */
export const signerOf = (pact: Pact): Actor => {
  const { village } = pact.firm;
  switch (levelOf(pact)) {
    case 'VILLAGE':
      return officer('VILLAGE_COMMITTEE', village);
    case 'TOWN':
      return townOf('TOWN_SIGNER', village);
    case 'COUNTY':
      return officer('COUNTY_SIGNER', HUANING);
  }
};

export const sign = async (office: Office, pacts: readonly Pact[]): Promise<void> => {
  await office.each(`signatures ${String(pacts[0]?.year ?? '')}`, pacts, async (pact) => {
    const { id, firm } = pact;
    const scan = scanOf(pact);
    await office.send(SignAgreement, signedByGovernment(pact), { by: signerOf(pact), id });
    await office.send(SignAgreement, { party: 'ENTITY', scan }, { by: managerOf(firm.id), id });
    const village = officer('VILLAGE_INFORMANT', firm.village);
    await office.send(SignAgreement, { party: 'HOUSEHOLDS', scan }, { by: village, id });
  });
};
