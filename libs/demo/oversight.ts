import { derivedId } from '@kernel/ids';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { TerminateAgreement } from '@linkage/agreement/commands';
import { ActivateBinding, RehomeHousehold, SubmitForReview } from '@linkage/household-binding/commands';
import { ComputeScore, FinalizeEvaluation, PlanEvaluation } from '@oversight/evaluation/commands';
import {
  AcknowledgeOrder,
  DeclareRectificationFailed,
  RecheckRectification,
  ReplyRectification,
} from '@oversight/rectification/commands';
import { RevokeEligibility } from '@registry/entity/commands';
import type { Document } from '@read-store/read-store';
import type { Pact } from './agreements';
import type { Economy, Firm } from './economy';
import { HUANING, managerOf, officer } from './officers';
import type { Office } from './office';

const bureau = (user: string) => officer('AGRI_BUREAU', HUANING, user);

/** Every cooperative with an agreement is evaluated once in January; who fails is ordered to rectify by the policy. */
export const evaluate = async (office: Office, pacts: readonly Pact[]): Promise<void> => {
  await office.day('2026-01-15');
  const ids: string[] = [];
  await office.each('evaluations', pacts, async ({ firm, id }, index) => {
    const planned = await office.send(
      PlanEvaluation,
      { entityId: firm.id, year: 2025, agreementIds: [id] },
      { by: bureau('agri-plans') },
    );
    ids[index] = planned.id;
  });
  await office.day('2026-01-16');
  await office.each('scores', ids, (id) => office.send(ComputeScore, {}, { by: bureau('agri-plans'), id }));
  await office.day('2026-01-27');
  await office.each('results', ids, (id) =>
    office.send(FinalizeEvaluation, {}, { by: bureau('agri-decides'), id }),
  );
  await office.day('2026-01-28');
};

/** The order that the policy gave for an agreement. */
const orderFor = async ({ county }: Office, agreementId: string): Promise<string> => {
  const found = await county.views
    .reader('rectification')
    .find<Document>('rectifications', { filter: { agreementIds: agreementId }, limit: 1 });
  const [order] = found.items;
  if (order === undefined) throw new Error(`no rectification was ordered for agreement ${agreementId}`);
  return order.id;
};

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
  { bindings, cooperatives }: Economy,
): Promise<{ readonly rectificationId: string; readonly rehomedId: string }> => {
  const rectificationId = await failRecheck(office, pact);
  await office.day('2026-03-02');
  const signer = officer('COUNTY_SIGNER');
  const settlement = {
    decisionNo: '华政〔2026〕8号',
    rectificationId,
    settlement: '欠付分红继续追缴',
    unpaidFen: 60_000 * pact.households.length,
  };
  await office.send(TerminateAgreement, settlement, { by: signer, id: pact.id });
  await office.send(
    RevokeEligibility,
    { decisionNo: '华政〔2026〕9号', agreementId: pact.id },
    { by: signer, id: pact.firm.id },
  );
  await office.day('2026-03-05');
  const left = bindings.find(({ firm }) => firm.id === pact.firm.id) as Economy['bindings'][number];
  const rehomedId = await rehome(office, left, cooperatives[1] as Firm);
  await office.day('2026-03-31');
  return { rectificationId, rehomedId };
};

const rehome = async (
  office: Office,
  { person, bindingId }: Economy['bindings'][number],
  target: Firm,
): Promise<string> => {
  const village = officer('VILLAGE_INFORMANT', divisionCode(person.village));
  const { id } = await office.send(
    RehomeHousehold,
    {
      fromBindingId: bindingId,
      householdId: person.id,
      entityId: target.id,
      industry: target.industry,
      forms: ['LABOUR_EMPLOYMENT'],
      startDate: calendarDate('2026-03-05'),
      agreementDueBy: calendarDate('2026-06-30'),
    },
    { by: village },
  );
  await office.send(SubmitForReview, { consentRef: `同意书-${person.householdNo}-2` }, { by: village, id });
  const judged = { match: 'MATCHED' as const, matchOverrideReason: '劳务带动，不限产业' };
  await office.send(ActivateBinding, judged, { by: officer('COUNTY_INFORMANT'), id });
  return id;
};

export const incomeId = (householdId: string, year: number): string =>
  derivedId('householdIncome', householdId, year);
