import { RECIPIENTS } from '@kernel/evidence';
import {
  BeginEvidencePackage,
  FailEvidencePackage,
  RecordEvidencePackage,
  RequestEvidencePackage,
  TakeEvidencePackage,
} from '@oversight/evidence-package/commands';
import { FAILURE_CODES } from '@oversight/evidence-package/events';
import { evidencePackage, type EvidencePackage } from '@oversight/evidence-package/state';
import { making } from '@oversight/evidence-package/story';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { aHousehold, VILLAGES } from './values';

const found = (model: Model, roll: Roll): Request => {
  const of = roll.happens(0.5)
    ? { kind: 'household', name: aHousehold(model, roll) }
    : { kind: 'division', name: roll.pick(VILLAGES) };
  const recipient = roll.maybe(0.8, { recipient: roll.pick(RECIPIENTS) });
  return ask(RequestEvidencePackage, { ...of, ...recipient, purpose: '核查分红' });
};

type Move = Make<EvidencePackage>;

const SUMS = ['a', 'b', 'c'].map((digit) => digit.repeat(64));

const begin: Move = ({ id, state: { attempts }, roll }) =>
  ask(BeginEvidencePackage, { keeper: 'a1b2c3d4', attempt: attempts + (roll.happens(0.9) ? 1 : 2) }, { id });
const record: Move = ({ id, roll }) => ask(RecordEvidencePackage, making(roll.pick(SUMS)), { id });
const fail: Move = ({ id, roll }) =>
  ask(FailEvidencePackage, { code: roll.pick(FAILURE_CODES), message: 'it could not be made' }, { id });
const take: Move = ({ id, roll }) => ask(TakeEvidencePackage, { sha256: roll.pick(SUMS) }, { id });

export const evidencePackageMoves = movesOf({
  aggregate: evidencePackage,
  weight: 1,
  enough: 3,
  found,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    QUEUED: [begin, begin, fail],
    RUNNING: [record, record, fail, begin],
    DONE: [take, take, record],
    FAILED: [record, take],
  },
});
