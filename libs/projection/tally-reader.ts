import type { Reader } from '@read-store/read-store';
import { everyRow } from '@read-store/whole';
import { tallyFilter, type TallyQuestion } from './tally';
import type { TallyBucket } from './tally-bucket';

/** All buckets a question is answered from; their number grows with the months, not with the subjects. */
export const readTally = (
  reader: Pick<Reader, 'find'>,
  collection: string,
  question: TallyQuestion,
): Promise<readonly TallyBucket[]> =>
  everyRow<TallyBucket>(reader, collection, { filter: tallyFilter(question) });
