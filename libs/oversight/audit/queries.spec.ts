import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { aggregates } from '@county/modules';
import { alleviated, HOUSEHOLD, monitored, registered, somebody } from '@registry/household/story';
import { Shelf } from '@testing/shelf';
import {
  AggregateComparison,
  AggregateHistory,
  AggregateHistoryExport,
  AggregateState,
  auditAnswers,
} from './queries';

const ill = {
  type: 'EligibilityAssessed',
  data: { hasDevelopmentConditions: false, isWilling: true, reasonIfNot: 'AGE_OR_ILLNESS', evidence: null },
};
const told = [registered, alleviated, monitored('UNSTABLE_ALLEVIATED'), ill].map((event) => ({
  stream: `household-${HOUSEHOLD}`,
  effectiveDate: '2025-01-01',
  ...event,
}));

/** In what an event says, what it changed, the state, and the sentence that reads it out. */
const OF_HEALTH = ['AGE_OR_ILLNESS', '年老或重病', '因病'];

describe('the story of a household', () => {
  const answersTo = async (role: Role): Promise<readonly string[]> => {
    const shelf = new Shelf(auditAnswers, { viewer: somebody(role), today: '2025-03-01', aggregates });
    await shelf.run([], told);
    const of = { category: 'household', id: HOUSEHOLD };
    const questions = [
      Object.assign(new AggregateHistory(), of),
      Object.assign(new AggregateHistoryExport(), of),
      Object.assign(new AggregateState(), of),
      Object.assign(new AggregateComparison(), { ...of, fromRevision: 1 }),
    ];
    const answers = await Promise.all(questions.map((question) => shelf.ask(question)));
    await shelf.close();
    return answers.map((answer) => JSON.stringify(answer));
  };

  it('tells of health to who assesses it and to auditors', async () => {
    for (const role of ['VILLAGE_INFORMANT', 'AUDITOR'] as const) {
      const answers = await answersTo(role);
      for (const word of OF_HEALTH) expect(answers.join('')).toContain(word);
      for (const answer of answers) expect(answer).toContain('AGE_OR_ILLNESS');
    }
  });

  it('tells others that there was a reason, when, and by whom it was given', async () => {
    const answers = await answersTo('SUPERVISOR');
    for (const word of OF_HEALTH) expect(answers.join('')).not.toContain(word);
    for (const answer of answers) expect(answer).toContain('"reasonIfNot":"***"');
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({
      items: [
        { revision: 0 },
        { revision: 1 },
        { data: { category: 'UNSTABLE_ALLEVIATED', riskFactors: '***' } },
        { data: { hasDevelopmentConditions: false, reasonIfNot: '***' } },
      ],
    });
  });
});
