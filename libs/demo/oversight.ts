import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { START, type RecordedEvent } from '@event-store/event-store';
import { TerminateAgreement } from '@linkage/agreement/commands';
import { ActivateBinding, RehomeHousehold, SubmitForReview } from '@linkage/household-binding/commands';
import {
  ComputeScore,
  FinalizeEvaluation,
  PlanEvaluation,
  SubmitSelfReport,
} from '@oversight/evaluation/commands';
import {
  AcknowledgeOrder,
  DeclareRectificationFailed,
  RecheckRectification,
  ReplyRectification,
} from '@oversight/rectification/commands';
import { RevokeEligibility } from '@registry/entity/commands';
import { idOf } from '@projection/fold';
import type { Firm } from './economy';
import { HUANING, managerOf, officer } from './officers';
import type { Office } from './office';
import { opine } from './opinions';
import type { Pact } from './pacts';
import type { Tie } from './ties';

const bureau = (user: string) => officer('AGRI_BUREAU', HUANING, user);

const SELF_REPORT = { statement: '已按协议逐户兑现，支付凭证附后', evidence: ['自评报告'] };

/**
 * Every cooperative with an agreement in force in 2025 is evaluated once, in January; who fails is ordered to rectify by the
 * policy. Planned one after the other: the data are frozen as of each one's place in the log.
 */
export const evaluate = async (office: Office, pacts: readonly Pact[]): Promise<void> => {
  await office.day('2026-01-15');
  const standing = pacts.filter(({ isForOneYear }) => !isForOneYear);
  const firms = new Map(standing.map(({ firm }) => [firm.id, firm]));
  const sheets: { readonly id: string; readonly entityId: string; readonly village: DivisionCode }[] = [];
  for (const { id: entityId, village } of firms.values()) {
    const agreementIds = standing.flatMap(({ firm, id }) => (firm.id === entityId ? [id] : []));
    const plan = { entityId, year: 2025, agreementIds };
    const { id } = await office.send(PlanEvaluation, plan, { by: bureau('agri-plans') });
    sheets.push({ id, entityId, village });
  }
  await office.day('2026-01-16');
  await office.each('self-reports', sheets, ({ id, entityId }) =>
    office.send(SubmitSelfReport, SELF_REPORT, { by: managerOf(entityId), id }),
  );
  await office.each('scores', sheets, ({ id }) =>
    office.send(ComputeScore, {}, { by: bureau('agri-plans'), id }),
  );
  await office.each('opinions', sheets, (sheet) => opine(office, sheet));
  await office.day('2026-01-27');
  await office.each('results', sheets, ({ id }) =>
    office.send(FinalizeEvaluation, {}, { by: bureau('agri-decides'), id }),
  );
  await office.day('2026-01-28');
};

/** The order that the policy gave for an agreement. */
const orderFor = async ({ county }: Office, agreementId: string): Promise<string> => {
  for await (const { events } of county.store.readAll({ from: START, categories: ['rectification'] })) {
    const order = events.find(({ type, data }) => type === 'RectificationOrdered' && isOf(data, agreementId));
    if (order !== undefined) return idOf(order.stream);
  }
  throw new Error(`no rectification was ordered for agreement ${agreementId}`);
};

const isOf = ({ agreementIds }: RecordedEvent['data'], id: string): boolean =>
  Array.isArray(agreementIds) && agreementIds.includes(id);

/** The manager replies, and somebody else finds that nothing was paid. */
const failRecheck = async (office: Office, pact: Pact): Promise<string> => {
  const rectificationId = await orderFor(office, pact.id);
  const manager = managerOf(pact.firm.id);
  await office.send(AcknowledgeOrder, {}, { by: manager, id: rectificationId });
  await office.send(
    ReplyRectification,
    { measures: '承诺补发分红', evidence: ['照片-1'] },
    { by: manager, id: rectificationId },
  );
  await office.day('2026-02-27');
  await office.send(
    RecheckRectification,
    { passed: false, findings: '分红仍未发放' },
    { by: bureau('agri-checks'), id: rectificationId },
  );
  await office.send(
    DeclareRectificationFailed,
    { decisionNo: '华农〔2026〕3号' },
    { by: bureau('agri-checks'), id: rectificationId },
  );
  return rectificationId;
};

/** R18: the re-check fails, the agreement is terminated, eligibility revoked, and a household is bound anew. */
export const revoke = async (
  office: Office,
  pact: Pact,
  target: Firm,
): Promise<{ readonly rectificationId: string; readonly rehomedId: string }> => {
  const rectificationId = await failRecheck(office, pact);
  await office.day('2026-03-02');
  const signer = officer('COUNTY_SIGNER');
  const settlement = {
    decisionNo: '华政〔2026〕8号',
    rectificationId,
    settlement: '欠付分红继续追缴',
  };
  await office.send(TerminateAgreement, settlement, { by: signer, id: pact.id });
  await office.send(
    RevokeEligibility,
    { decisionNo: '华政〔2026〕9号', agreementId: pact.id },
    { by: signer, id: pact.firm.id },
  );
  await office.day('2026-03-05');
  const rehomedId = await rehome(office, pact.ties[0] as Tie, target);
  return { rectificationId, rehomedId };
};

const rehome = async (office: Office, left: Tie, target: Firm): Promise<string> => {
  const { person, id: fromBindingId } = left;
  const village = officer('VILLAGE_INFORMANT', person.village);
  const { id } = await office.send(
    RehomeHousehold,
    {
      ...{ fromBindingId, householdId: person.id, entityId: target.id, industry: target.industry },
      forms: ['LABOUR_EMPLOYMENT'],
      startDate: calendarDate('2026-03-05'),
      agreementDueBy: calendarDate('2026-06-30'),
    },
    { by: village },
  );
  await office.send(
    SubmitForReview,
    { consentRef: `同意书-${person.householdNo}-2026` },
    { by: village, id },
  );
  await office.send(ActivateBinding, {}, { by: officer('COUNTY_INFORMANT'), id });
  return id;
};
