import { it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import { householdSplitBook } from './projector';
import {
  AGREEMENT,
  FRUIT_DIVIDEND,
  NEW,
  NEW_NO,
  on,
  SPLIT,
  splitDecided,
  VILLAGE,
  WANG,
  WANG_FRUIT,
  WANG_GREEN,
} from './story';

it('the book of splits tells which household came of which, and what it took with it', () => {
  givenEvents({ stream: `householdSplit-${SPLIT}`, ...splitDecided })
    .project(householdSplitBook)
    .thenPartly('household-splits', SPLIT, {
      ...{ division: VILLAGE, householdId: WANG, newHouseholdId: NEW, newHouseholdNo: NEW_NO, on },
      ...{ passingBindingIds: [WANG_FRUIT], remainingBindingIds: [WANG_GREEN] },
      ...{ agreementIds: [AGREEMENT], distributionIds: [FRUIT_DIVIDEND] },
    });
});
