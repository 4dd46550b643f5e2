import type { Role } from '@kernel/actor';
import {
  ApproveCorrection,
  ApproveDividends,
  CalculateDividends,
  CarryWithheldForward,
  ConfirmPaymentBatch,
  ConfirmReceipt,
  CorrectDividendLine,
  ImportPaymentBatch,
  MarkOverdue,
  ReclaimOverpayment,
  RejectCorrection,
  RejectPaymentBatch,
  ReleaseWithheld,
  RescheduleDistribution,
  WithdrawDistribution,
} from '@linkage/distribution/commands';
import { overpaidOf, unpaidOf, type Line } from '@linkage/distribution/ledger';
import { distribution, type Distribution } from '@linkage/distribution/state';
import { declareDistribution } from './distribution-declared';
import { movesOf } from './moves-of';
import { ask, type Make } from './request';
import type { Roll } from './roll';
import { amount, oneOf } from './values';

type Move = Make<Distribution>;

const calculate: Move = ({ id, state: { entityId } }) =>
  ask(CalculateDividends, {}, { id, subject: entityId });

const approve: Move = ({ id, state: { approvers } }) => {
  const by: Role = approvers.length === 0 ? 'TOWN_INFORMANT' : 'COUNTY_INFORMANT';
  return ask(ApproveDividends, {}, { id, by });
};

const linesOf = ({ ledger }: Distribution, is: (line: Line) => boolean): readonly string[] =>
  Object.entries(ledger).flatMap(([id, line]) => (is(line) ? [id] : []));

/** The whole, a part, or a little too much. */
const payment = (roll: Roll, unpaidFen: number): number =>
  roll.pick([unpaidFen, unpaidFen, Math.max(1, Math.floor(unpaidFen / 2)), unpaidFen + 1]);

const importBatch: Move = ({ id, roll, state }) => {
  const unpaid = linesOf(state, (line) => unpaidOf(line) > 0);
  const chosen = unpaid.length === 0 ? [oneOf([], roll)] : roll.some(unpaid, 4);
  const amounts = chosen.map((householdId) => {
    const line = state.ledger[householdId];
    return { householdId, amountFen: payment(roll, line === undefined ? 1 : unpaidOf(line)) };
  });
  const failing = roll.happens(0.3) ? 1 : 0;
  const [failed, paid] = [amounts.slice(0, failing), amounts.slice(failing)];
  const total = paid.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return ask(
    ImportPaymentBatch,
    {
      ...{
        batchNo: `批次${String(roll.whole(1, 30))}`,
        bankTotalFen: roll.happens(0.95) ? total : total + 1,
      },
      ...{ paid, failed: failed.map((one) => ({ ...one, reason: '账户有误' })) },
    },
    { id, subject: state.entityId },
  );
};

/** Null where none waits, but for the curious. */
const aBatch = (roll: Roll, { batches }: Distribution): string | null => {
  const waiting = Object.keys(batches).filter((batchNo) => batches[batchNo]?.state === 'IMPORTED');
  if (waiting.length > 0) return roll.pick(waiting);
  return roll.happens(0.9) ? null : roll.pick([...Object.keys(batches), '批次0']);
};

const confirm: Move = ({ id, roll, state }) => {
  const batchNo = aBatch(roll, state);
  return batchNo === null ? null : ask(ConfirmPaymentBatch, { batchNo }, { id });
};

const reject: Move = ({ id, roll, state }) => {
  const batchNo = aBatch(roll, state);
  return batchNo === null ? null : ask(RejectPaymentBatch, { batchNo }, { id });
};

const receipt: Move = ({ id, roll, state }) => {
  const paid = linesOf(state, ({ paidFen }) => paidFen > 0);
  if (paid.length === 0 && roll.happens(0.9)) return null;
  const householdIds = paid.length === 0 ? [oneOf(Object.keys(state.ledger), roll)] : roll.some(paid, 3);
  const subject = householdIds[0];
  return ask(
    ConfirmReceipt,
    { householdIds, means: roll.pick(['SIGNATURE', 'VOICE', 'SMS', 'BANK_RECEIPT']) },
    { id, ...(subject === undefined ? {} : { subject }) },
  );
};

const reschedule: Move = ({ id, model, roll }) =>
  ask(RescheduleDistribution, { payDate: model.day(roll, -5, 60), consentRef: '同意书' }, { id });

const overdue: Move = ({ id }) => ask(MarkOverdue, {}, { id });

const correct: Move = ({ id, roll, state: { ledger } }) =>
  ask(CorrectDividendLine, { householdId: oneOf(Object.keys(ledger), roll), toFen: amount(roll) }, { id });

const reclaim: Move = ({ id, roll, state }) => {
  const overpaid = linesOf(state, (line) => overpaidOf(line) > 0);
  if (overpaid.length === 0 && roll.happens(0.9)) return null;
  const householdId = overpaid.length > 0 ? roll.pick(overpaid) : oneOf(Object.keys(state.ledger), roll);
  const line = state.ledger[householdId];
  const amountFen = Math.max(1, line === undefined ? 1 : roll.pick([overpaidOf(line), 1]));
  return ask(ReclaimOverpayment, { householdId, amountFen }, { id });
};

const settleWithheld: Move = ({ id, roll, state }) => {
  const withheld = linesOf(state, ({ withheldFen }) => withheldFen > 0);
  if (withheld.length === 0 && roll.happens(0.9)) return null;
  const householdId = oneOf(withheld.length > 0 ? withheld : Object.keys(state.ledger), roll);
  const amountFen = Math.max(1, state.ledger[householdId]?.withheldFen ?? 1);
  const settle = roll.pick([ReleaseWithheld, CarryWithheldForward]);
  return ask(settle, { householdId, amountFen: roll.pick([amountFen, 1]) }, { id });
};

const decideCorrection: Move = ({ id, roll, state: { corrections } }) => {
  const open = Object.entries(corrections).filter(([, { state }]) => state === 'PROPOSED');
  const [correctionId, proposedAs] =
    open.length > 0
      ? roll.pick(open.map(([one, correction]) => [one, correction.proposedAs] as const))
      : [oneOf(Object.keys(corrections), roll), 'TOWN_INFORMANT'];
  if (open.length === 0 && roll.happens(0.9)) return null;
  const by: Role = proposedAs === 'TOWN_INFORMANT' ? 'FINANCE_BUREAU' : 'TOWN_INFORMANT';
  return ask(
    roll.pick([ApproveCorrection, ApproveCorrection, RejectCorrection]),
    { correctionId },
    { id, by },
  );
};

const withdraw: Move = ({ id, state: { entityId } }) =>
  ask(WithdrawDistribution, {}, { id, subject: entityId });

const money = [importBatch, importBatch, confirm, confirm, confirm, receipt];

export const distributionMoves = movesOf({
  aggregate: distribution,
  weight: 14,
  enough: 5,
  found: declareDistribution,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    DECLARED: [calculate, calculate, calculate, withdraw],
    CALCULATED: [
      approve,
      approve,
      approve,
      approve,
      approve,
      correct,
      decideCorrection,
      reschedule,
      withdraw,
    ],
    APPROVED: [
      ...[...money, ...money, ...money, reject, reject, reschedule, overdue, correct, reclaim, reclaim],
      ...[decideCorrection, decideCorrection, settleWithheld],
    ],
    WITHDRAWN: [],
  },
});
