import { ENTITY_KINDS, LEADING_LEVELS, type EntityKind } from '@kernel/linkage';
import { agreement } from '@linkage/agreement/state';
import {
  ApproveEntity,
  ChangeEntityHead,
  ChangeEntityIndustry,
  CorrectEntityData,
  CorrectEntityHead,
  DeregisterEntity,
  GrantDemoLevel,
  MergeDuplicateEntity,
  PrelimReviewEntity,
  RecommendEntity,
  RegisterEntity,
  RejectEntity,
  RenameEntity,
  RestoreEligibility,
  ResumeEntity,
  RevokeEligibility,
  SetLeadingLevel,
  SuspendEntity,
  VoidDeregistration,
  WithdrawDemoLevel,
} from '@registry/entity/commands';
import { evaluation } from '@oversight/evaluation/state';
import { DEMO_LEVELS } from '@registry/entity/events';
import { entity, type Entity } from '@registry/entity/state';
import { usccCheck } from '@registry/entity/uscc';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type At, type Make, type Moves, type Request } from './request';
import type { Roll } from './roll';
import { FEW_INDUSTRIES, oneOf, SECRET, VILLAGES } from './values';

const uscc = (roll: Roll): string => {
  const first = `93530424MA${String(roll.whole(0, 30)).padStart(7, '0')}`;
  return first + (roll.happens(0.95) ? usccCheck(first) : '0');
};

const identity = (kind: EntityKind, roll: Roll) =>
  kind === 'LARGE_GROWER'
    ? { name: `${SECRET}大户`, growerNo: String(roll.whole(1, 9)) }
    : { name: `合作社${String(roll.whole(1, 99))}`, uscc: uscc(roll) };

const USUAL_KINDS = ['COOPERATIVE', 'COOPERATIVE', 'LEADING_ENTERPRISE'] as const;

export const registerEntity = (_model: Model, roll: Roll): Request => {
  const kind = roll.pick(roll.happens(0.8) ? USUAL_KINDS : ENTITY_KINDS);
  return ask(RegisterEntity, {
    ...{ kind, ...identity(kind, roll), villageCode: roll.pick(VILLAGES) },
    industries: roll.some(FEW_INDUSTRIES, 2),
    ...(kind === 'LEADING_ENTERPRISE' ? { leadingLevel: roll.pick(LEADING_LEVELS) } : {}),
    managerName: `${SECRET}${String(roll.whole(1, 99))}`,
    ...roll.maybe(0.3, { managerPhone: `${SECRET}139` }),
    synthetic: true,
  });
};

type Move = Make<Entity>;

const recommend: Move = ({ id }) => ask(RecommendEntity, { opinion: '好' }, { id });
const review: Move = ({ id }) => ask(PrelimReviewEntity, { opinion: '好' }, { id });
const approve: Move = ({ id }) => ask(ApproveEntity, { decisionNo: '华政发1号' }, { id });
const reject: Move = ({ id }) => ask(RejectEntity, { because: '资料不实' }, { id });

const changeHead: Move = ({ id, roll }) =>
  ask(ChangeEntityHead, { managerName: `${SECRET}${String(roll.whole(1, 99))}` }, { id, subject: id });

const correctHead: Move = ({ id, roll }) =>
  ask(CorrectEntityHead, { managerName: `${SECRET}${String(roll.whole(1, 99))}` }, { id });

const registered = { registryDocument: '变更登记1号' };

const rename: Move = ({ id, roll }) =>
  ask(RenameEntity, { name: `合作社${String(roll.whole(1, 99))}`, ...registered }, { id });

const correctData: Move = ({ id, roll }) => {
  const kind = roll.pick(roll.happens(0.8) ? USUAL_KINDS : ENTITY_KINDS);
  const fields = {
    ...roll.maybe(0.5, { name: `合作社${String(roll.whole(1, 99))}` }),
    ...roll.maybe(0.3, { villageCode: roll.pick(VILLAGES) }),
    ...roll.maybe(0.3, { kind }),
    ...roll.maybe(0.2, { leadingLevel: roll.pick(LEADING_LEVELS) }),
  };
  return ask(CorrectEntityData, { ...fields, ...registered }, { id });
};

const changeIndustry: Move = ({ id, roll }) =>
  ask(ChangeEntityIndustry, { industries: roll.some(FEW_INDUSTRIES, 2) }, { id, subject: id });

const document = { documentNo: '认定文件1号' };

const setLeadingLevel: Move = ({ id, roll }) =>
  ask(SetLeadingLevel, { level: roll.pick(LEADING_LEVELS), ...document }, { id });

const grantDemo: Move = ({ id, roll }) =>
  ask(GrantDemoLevel, { level: roll.pick(DEMO_LEVELS), ...document }, { id });

const withdrawDemo: Move = ({ id }) => ask(WithdrawDemoLevel, document, { id });
const suspend: Move = ({ id }) => ask(SuspendEntity, {}, { id });
const resume: Move = ({ id }) => ask(ResumeEntity, {}, { id });

const OVER = ['TERMINATED', 'EXPIRED'];

/** Mostly for what has failed. */
const revoke: Move = ({ id, model, roll }) => {
  const over = model.all(agreement).filter(([, one]) => one.entityId === id && OVER.includes(one.phase));
  const failed = over.filter(([, one]) => one.failedRectifications.length > 0);
  if (failed.length === 0 && roll.happens(0.8)) return null;
  const named = failed.length > 0 && roll.happens(0.9) ? failed : over;
  return revocation(
    id,
    oneOf(
      named.map(([paper]) => paper),
      roll,
    ),
    { model, roll },
  );
};

const revocation = (id: string, agreementId: string, { model, roll }: Pick<At<Entity>, 'model' | 'roll'>) => {
  const { failedRectifications } = model.state(agreement, agreementId);
  const named = roll.maybe(0.3, { rectificationId: oneOf(failedRectifications, roll) });
  return ask(RevokeEligibility, { decisionNo: '取消1号', agreementId, ...named }, { id });
};

/** Somebody at the county looks for what has failed and is over, and for whom it costs the eligibility. */
export const revocations: Moves = {
  weight: 10,
  next: (model, roll) => {
    const due = model
      .all(agreement)
      .filter(
        ([, { entityId, phase, failedRectifications }]) =>
          OVER.includes(phase) &&
          failedRectifications.length > 0 &&
          model.state(entity, entityId).phase === 'ACTIVE',
      );
    if (due.length === 0) return null;
    const [agreementId, { entityId }] = roll.pick(due);
    return revocation(entityId, agreementId, { model, roll });
  },
};

const restore: Move = ({ id, model, roll }) => {
  const tried = model.ids(evaluation, (one) => one.entityId === id && one.result === 'FULFILLED');
  return ask(RestoreEligibility, { decisionNo: '恢复1号', evaluationId: oneOf(tried, roll) }, { id });
};

/** Mostly into one that can take its place. */
const merge: Move = ({ id, state, model, roll }) => {
  const like = model.ids(entity, ({ phase, kind }) => phase === 'ACTIVE' && kind === state.kind);
  const into = oneOf(roll.happens(0.8) ? like.filter((other) => other !== id) : model.ids(entity), roll);
  return ask(MergeDuplicateEntity, { into, registryDocument: '查重表1号' }, { id });
};

/** Seldom: an entity that works is in the way of nobody. */
const mergeRunning: Move = (at) => (at.roll.happens(0.3) ? merge(at) : null);

const deregister: Move = ({ id }) => ask(DeregisterEntity, { registryDocument: '注销1号' }, { id });

/** Now and then it was another that was struck off. */
const revive: Move = ({ id, state: { since }, roll }) => {
  if (since === null || roll.happens(0.7)) return null;
  return ask(
    VoidDeregistration,
    { registryDocument: '查询单1号' },
    { id, ...roll.maybe(0.8, { on: since }) },
  );
};

/** What was written down of it, or how it is called. */
const amend: Move = (at) => at.roll.pick([correctHead, rename, correctData])(at);

const running = [changeHead, amend, changeIndustry, setLeadingLevel, grantDemo, withdrawDemo];

export const entityMoves = movesOf({
  aggregate: entity,
  weight: 9,
  enough: 7,
  found: registerEntity,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    CANDIDATE: [recommend, recommend, recommend, recommend, correctData, reject, merge],
    RECOMMENDED: [review, review, review, review, reject],
    PRELIM_REVIEWED: [approve, approve, approve, approve, reject],
    ACTIVE: [...running, ...running, revoke, revoke, revoke, revoke, revoke, suspend, mergeRunning],
    SUSPENDED: [resume, resume, resume, revoke],
    REVOKED: [restore, restore, restore, deregister],
    REJECTED: [correctData, recommend, recommend, deregister],
    DEREGISTERED: [revive],
  },
});
