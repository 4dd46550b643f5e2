import type { Reader } from '@read-store/read-store';
import { tallyFilter, type TallyQuestion } from './tally';
import type { TallyBucket } from './tally-bucket';

const PAGE = 1_000;

/** All buckets a question is answered from; their number grows with the months, not with the subjects. */
export const readTally = async (
  reader: Pick<Reader, 'find'>,
  collection: string,
  question: TallyQuestion,
): Promise<readonly TallyBucket[]> => {
  const query = { filter: tallyFilter(question), limit: PAGE };
  let page = await reader.find<TallyBucket>(collection, query);
  const buckets = [...page.items];
  while (page.next !== null) {
    page = await reader.find<TallyBucket>(collection, { ...query, after: page.next });
    buckets.push(...page.items);
  }
  return buckets;
};
