import { unmet, type Unmet } from '@kernel/refusal';
import type { Counts } from './events';

export const labourUnmet = ({ labourCount, populationCount }: Counts): Unmet | false =>
  labourCount > populationCount && unmet('LABOUR_EXCEEDS_POPULATION', {}, '/labourCount');

/**
 * 家庭人口数 stays what people count: it comes with the household, of whose members few or none may be written down yet, and
 * income is divided by it as it was at the end of each quarter. So it is not the length of the list; but whoever is listed
 * is counted, and who joins or leaves does so together with the count that follows.
 */
export const listedUnmet = (members: number, populationCount: number): Unmet | false => {
  const listed = members + 1;
  return listed > populationCount && unmet('MEMBERS_EXCEED_POPULATION', { listed }, '/populationCount');
};
