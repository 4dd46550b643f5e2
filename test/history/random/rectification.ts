import { agreement } from '@linkage/agreement/state';
import { evaluation } from '@oversight/evaluation/state';
import {
  AcknowledgeOrder,
  CloseRectification,
  CorrectDueDate,
  DeclareRectificationFailed,
  ExtendDueDate,
  MarkRectificationOverdue,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
  VoidRectification,
  WithdrawRectification,
} from '@oversight/rectification/commands';
import { RECTIFICATION_SOURCES, type RectificationEvent } from '@oversight/rectification/events';
import { rectification, type Rectification } from '@oversight/rectification/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { anEntity, oneOf } from './values';

const RUNNING = ['IN_FORCE', 'RECTIFYING'];

/** Of somebody who has an agreement to keep. */
const found = (model: Model, roll: Roll): Request | null => {
  const papers = model.all(agreement).filter(([, { phase }]) => RUNNING.includes(phase));
  if (papers.length === 0 && roll.happens(0.7)) return null;
  const entityId = papers.length > 0 ? roll.pick(papers)[1].entityId : anEntity(model, roll);
  const own = papers.flatMap(([id, one]) => (one.entityId === entityId ? [id] : []));
  const source = roll.pick(RECTIFICATION_SOURCES);
  return ask(OrderRectification, {
    ...{ source, entityId, agreementIds: own.length === 0 ? [] : roll.some(own, 2) },
    ...(source === 'EVALUATION' ? { sourceId: oneOf(model.ids(evaluation), roll) } : {}),
    ...{ problemCode: 'UNPAID', problem: '分红未兑现' },
    ...roll.maybe(0.5, { dueDate: model.day(roll, 0, 40) }),
  });
};

type Move = Make<Rectification>;

const acknowledge: Move = ({ id, state: { entityId } }) =>
  ask(AcknowledgeOrder, {}, { id, subject: entityId });

const reply: Move = ({ id, roll, state: { entityId } }) =>
  ask(
    ReplyRectification,
    { measures: '已补发', evidence: roll.happens(0.9) ? ['照片'] : [] },
    { id, subject: entityId },
  );

const recheck: Move = ({ id, roll }) =>
  ask(RecheckRectification, { passed: roll.happens(0.35), findings: '现场核查' }, { id });

const extend: Move = ({ id, model, roll }) => ask(ExtendDueDate, { dueDate: model.day(roll, 1, 60) }, { id });
const close: Move = ({ id }) => ask(CloseRectification, {}, { id });

const reopen: Move = ({ id, model, roll }) =>
  ask(ReopenRectification, { dueDate: model.day(roll, 1, 60) }, { id });

const fail: Move = ({ id }) => ask(DeclareRectificationFailed, { decisionNo: '认定1号' }, { id });
const correct: Move = ({ id, model, roll }) =>
  ask(CorrectDueDate, { dueDate: model.day(roll, 1, 40) }, { id });
const withdraw: Move = ({ id }) => ask(WithdrawRectification, {}, { id });
const annul: Move = ({ id }) => ask(VoidRectification, { decisionNo: '撤销1号' }, { id });
const overdue: Move = ({ id }) => ask(MarkRectificationOverdue, {}, { id });

const parts: Parameters<typeof movesOf<Rectification, RectificationEvent, Rectification['phase']>>[0] = {
  aggregate: rectification,
  weight: 10,
  enough: 4,
  found,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    OPEN: [acknowledge, acknowledge, acknowledge, recheck, overdue, correct, withdraw],
    ACKNOWLEDGED: [reply, reply, reply, overdue, recheck],
    REPLIED: [recheck],
    RECHECK_PASSED: [close],
    RECHECK_FAILED: [fail, fail, extend],
    CLOSED: [reopen],
    FAILED: [annul],
    WITHDRAWN: [],
  },
};

export const rectificationMoves = movesOf(parts);

/** Of what the process orders: nobody else finds anything to order. */
export const rectifyingMoves = movesOf({ ...parts, weight: 30, found: () => null });
