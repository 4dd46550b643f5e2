import { actsFor } from '@kernel/actor';
import type { Decide } from '@kernel/decider';
import { require } from '@kernel/refusal';
import type { ApproveEntity, PrelimReviewEntity, RecommendEntity, RejectEntity } from './commands';
import type { EntityEvent } from './events';
import { steps } from './lifecycle';
import { requireStep } from './phase';
import type { Entity } from './state';

/** S2: 「扶贫部门负责对经营主体推荐、初审」, 「各县区政府负责审定合作经营主体」: three steps, three persons. Who was rejected may be recommended again, and all steps are taken again. */
export const recommend: Decide<RecommendEntity, Entity, EntityEvent> = ({ opinion }, entity, facts) => {
  requireStep(entity, facts, steps.RecommendEntity);
  return [{ type: 'EntityRecommended', data: { by: facts.actor.user, opinion, on: facts.effectiveDate } }];
};

export const prelimReview: Decide<PrelimReviewEntity, Entity, EntityEvent> = ({ opinion }, entity, facts) => {
  requireStep(entity, facts, steps.PrelimReviewEntity);
  require(!actsFor(facts, entity.recommendedBy), 'REVIEWER_IS_SUBMITTER');
  return [{ type: 'EntityPrelimReviewed', data: { by: facts.actor.user, opinion, on: facts.effectiveDate } }];
};

export const approve: Decide<ApproveEntity, Entity, EntityEvent> = ({ decisionNo }, entity, facts) => {
  requireStep(entity, facts, steps.ApproveEntity);
  const earlier = [entity.recommendedBy, entity.reviewedBy];
  require(!earlier.some((one) => actsFor(facts, one)), 'REVIEWER_IS_SUBMITTER');
  return [{ type: 'EntityApproved', data: { decisionNo, on: facts.effectiveDate } }];
};

export const reject: Decide<RejectEntity, Entity, EntityEvent> = ({ because }, entity, facts) => {
  requireStep(entity, facts, steps.RejectEntity);
  return [{ type: 'EntityRejected', data: { reason: because, on: facts.effectiveDate } }];
};
