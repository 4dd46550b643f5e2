import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, managerOf, officer } from '@demo/officers';
import {
  AcknowledgeOrder,
  CloseRectification,
  CorrectDueDate,
  DeclareRectificationFailed,
  ExtendDueDate,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
  VoidRectification,
  WithdrawRectification,
} from '@oversight/rectification/commands';
import type { Cast } from './cast';

const bureau = officer('AGRI_BUREAU', HUANING, 'agri-checks');

/** A reply of the manager's and what somebody else finds of it. */
const answer = async (office: Office, told: Told): Promise<void> => {
  const manager = { by: managerOf(told.entityId), id: told.id, again: told.findings };
  const measures = { measures: `承诺更正数据并公示（${told.findings}）`, evidence: ['照片-1'] };
  await office.send(AcknowledgeOrder, {}, manager);
  await office.send(ReplyRectification, measures, manager);
  const { passed, findings } = told;
  await office.send(RecheckRectification, { passed, findings }, { by: bureau, id: told.id });
};

interface Told {
  readonly id: string;
  readonly entityId: string;
  readonly passed: boolean;
  readonly findings: string;
}

/** What an inspection finds while the same paper is under an order already. */
const inspect = async (office: Office, entityId: string, agreementId: string): Promise<void> => {
  const found = { problemCode: 'INSPECTION', problem: '未建收购台账' };
  const order = { source: 'INSPECTION' as const, entityId, agreementIds: [agreementId], ...found };
  await office.send(OrderRectification, order, { by: officer('SUPERVISOR') });
};

/** Orders that should have been another's: one is withdrawn at once, one is found out after its failure. */
const misdirect = async (office: Office, entityId: string, agreementId: string): Promise<void> => {
  const by = officer('SUPERVISOR');
  const wrong = {
    problemCode: 'INSPECTION',
    problem: '收购台账未登记',
    entityId,
    agreementIds: [agreementId],
  };
  const mistyped = { ...wrong, source: 'INSPECTION' as const, dueDate: calendarDate('2026-03-01') };
  const { id } = await office.send(OrderRectification, mistyped, { by });
  await office.send(CorrectDueDate, { dueDate: calendarDate('2025-03-01') }, { by, id, reason: '年份录错' });
  await office.send(WithdrawRectification, {}, { by, id, reason: '检查的是另一家合作社' });
  const { id: next } = await office.send(OrderRectification, { ...wrong, source: 'OBJECTION' }, { by });
  await answer(office, { id: next, entityId, passed: false, findings: '仍无台账' });
  await office.send(DeclareRectificationFailed, { decisionNo: '华农〔2025〕1号' }, { by: bureau, id: next });
  const decision = { decisionNo: '华政办函〔2025〕2号' };
  await office.send(VoidRectification, decision, {
    by: officer('COUNTY_SIGNER'),
    id: next,
    reason: '异议针对另一家合作社',
  });
};

interface UnderOrder {
  readonly id: string;
  readonly agreementId: string;
}

/** Not done, given more time, late, then done and closed; found undone again, and given up. */
export const rectify = async (
  office: Office,
  { orchard }: Cast,
  { id, agreementId }: UnderOrder,
): Promise<void> => {
  const order = { id, entityId: orchard.id };
  await office.day('2025-02-03');
  await misdirect(office, orchard.id, agreementId);
  await office.day('2025-02-10');
  await inspect(office, orchard.id, agreementId);
  await answer(office, { ...order, passed: false, findings: '数据未更正' });
  const more = { dueDate: calendarDate('2025-03-01') };
  await office.send(ExtendDueDate, more, { by: officer('COUNTY_SIGNER'), id, reason: '涉及多部门核对' });
  await office.day('2025-03-02');
  await answer(office, { ...order, passed: true, findings: '数据已更正' });
  await office.send(CloseRectification, {}, { by: bureau, id });
  await office.day('2025-03-10');
  const again = { dueDate: calendarDate('2025-03-31') };
  const supervisor = { by: officer('SUPERVISOR'), id };
  await office.send(ReopenRectification, again, { ...supervisor, reason: '督查发现数据再次虚报' });
  await office.day('2025-03-20');
  await answer(office, { ...order, passed: false, findings: '虚报未纠正' });
  await office.send(DeclareRectificationFailed, { decisionNo: '华农〔2025〕3号' }, { by: bureau, id });
  await office.day('2025-03-21');
};
