import { calendarDate } from '@kernel/calendar-date';
import type { Office } from '@demo/office';
import { HUANING, managerOf, officer } from '@demo/officers';
import {
  AcknowledgeOrder,
  CloseRectification,
  DeclareRectificationFailed,
  ExtendDueDate,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
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
