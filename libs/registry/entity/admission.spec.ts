import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledEntity } from './aggregate';
import { ApproveEntity, PrelimReviewEntity, RecommendEntity, RejectEntity } from './commands';
import type { EntityEvent } from './events';
import { approved, known, recommended, registered, rejected, reviewed, somebody } from './story';

const { given } = specify<EntityEvent>(handledEntity, known);
const recommend = command(RecommendEntity, { opinion: recommended.data.opinion });
const review = command(PrelimReviewEntity, { opinion: reviewed.data.opinion });
const approve = command(ApproveEntity, { decisionNo: approved.data.decisionNo });
const reject = command(RejectEntity, { because: rejected.data.reason });

const bureau = (user: string) => ({ actor: somebody('REVITALIZATION_BUREAU', user) });
const county = { actor: somebody('COUNTY_SIGNER', 'county') };

describe('admitting an entity (S2)', () => {
  it('is a recommendation, a first review and an approval by three persons', () => {
    given(registered()).knowing(bureau('recommender')).when(recommend).then(recommended);
    given(registered(), recommended).knowing(bureau('reviewer')).when(review).then(reviewed);
    given(registered(), recommended, reviewed).knowing(county).when(approve).then(approved);
  });

  it('is not reviewed by who recommended, nor approved by who did either', () => {
    given(registered(), recommended)
      .knowing(bureau('recommender'))
      .when(review)
      .thenRefused('REVIEWER_IS_SUBMITTER');
    for (const user of ['recommender', 'reviewer'])
      given(registered(), recommended, reviewed)
        .knowing({ actor: somebody('COUNTY_SIGNER', user) })
        .when(approve)
        .thenRefused('REVIEWER_IS_SUBMITTER');
  });

  it('may end in a rejection before the approval, with what speaks against it', () => {
    given(registered()).when(reject).then(rejected);
    given(registered(), recommended).when(reject).then(rejected);
    given(registered(), recommended, reviewed).when(reject).then(rejected);
  });

  it('begins anew after a rejection, judged by whoever judges this time', () => {
    const before = [registered(), recommended, reviewed, rejected];
    const again = { ...recommended, data: { ...recommended.data, by: 'somebody else' } };
    given(...before)
      .knowing(bureau('somebody else'))
      .when(recommend)
      .then(again);
    const round = given(...before, again);
    round.knowing(county).when(approve).thenRefused('ENTITY_NOT_IN_PHASE');
    round.knowing(bureau('somebody else')).when(review).thenRefused('REVIEWER_IS_SUBMITTER');
    const reviewedAgain = { ...reviewed, data: { ...reviewed.data, by: 'recommender' } };
    round.knowing(bureau('recommender')).when(review).then(reviewedAgain);
    given(...before, again, reviewedAgain)
      .knowing({ actor: somebody('COUNTY_SIGNER', 'reviewer') })
      .when(approve)
      .then(approved);
  });

  it.each<[string, readonly EntityEvent[], object, string[]]>([
    ['candidate', [registered()], recommend, []],
    ['candidate', [registered()], review, ['ENTITY_NOT_IN_PHASE']],
    ['candidate', [registered()], approve, ['ENTITY_NOT_IN_PHASE']],
    ['recommended', [registered(), recommended], recommend, ['ENTITY_NOT_IN_PHASE']],
    ['recommended', [registered(), recommended], approve, ['ENTITY_NOT_IN_PHASE']],
    ['reviewed', [registered(), recommended, reviewed], review, ['ENTITY_NOT_IN_PHASE']],
    ['approved', [registered(), recommended, reviewed, approved], approve, ['ENTITY_NOT_IN_PHASE']],
    ['approved', [registered(), recommended, reviewed, approved], reject, ['ENTITY_NOT_IN_PHASE']],
    ['rejected', [registered(), rejected], recommend, []],
    ['rejected', [registered(), rejected], review, ['ENTITY_NOT_IN_PHASE']],
    ['rejected', [registered(), rejected], approve, ['ENTITY_NOT_IN_PHASE']],
    ['rejected', [registered(), rejected], reject, ['ENTITY_NOT_IN_PHASE']],
  ])('leaves out no step: a %s one', (_phase, events, asked, codes) => {
    const then = given(...events)
      .knowing(bureau('somebody else'))
      .when(asked);
    if (codes.length === 0) then.events();
    else then.thenRefused(...codes);
  });

  it('is not told of the future', () => {
    const tomorrow = { effectiveDate: calendarDate('2025-03-02'), ...bureau('recommender') };
    given(registered()).knowing(tomorrow).when(recommend).thenRefused('EFFECTIVE_DATE_IN_FUTURE');
    given(registered())
      .knowing(tomorrow)
      .when(approve)
      .thenRefused('ENTITY_NOT_IN_PHASE', 'EFFECTIVE_DATE_IN_FUTURE');
  });
});
