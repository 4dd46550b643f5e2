import { it } from '@jest/globals';
import { SucceedHousehold } from '@linkage/agreement/commands';
import { PassDividendLine } from '@linkage/distribution/commands';
import { EndBinding, TakeOverBinding } from '@linkage/household-binding/commands';
import { RegisterSplitHousehold, RelatedPart, SeparateMembers } from '@registry/household/commands';
import { command } from '@testing/decider';
import { specifyPolicy } from '@testing/policy';
import { householdSplitting } from './policy';
import {
  AGREEMENT,
  FRUIT_COOP,
  FRUIT_DIVIDEND,
  NEW,
  NEW_FRUIT,
  NEW_NO,
  on,
  SON,
  SPLIT,
  splitDecided,
  WANG,
  WANG_FRUIT,
  WIFE,
} from './story';

const members = [Object.assign(new RelatedPart(), { personId: WIFE, relationToHead: 'SPOUSE' as const })];

it('what was decided of a household happens to its people, then to its papers, then to its bindings', () => {
  const asked = [
    {
      command: command(SeparateMembers, {
        ...{ householdSplitId: SPLIT, newHouseholdId: NEW, newHouseholdNo: NEW_NO },
        ...{ personIds: [SON, WIFE], populationCount: 2, labourCount: 0 },
      }),
      id: WANG,
    },
    {
      command: command(RegisterSplitHousehold, {
        ...{ householdSplitId: SPLIT, splitFrom: WANG, householdNo: NEW_NO, headId: SON, members },
        ...{ facts: ['ALLEVIATED', 'ELIGIBILITY'], populationCount: 2, labourCount: 2 },
      }),
    },
    {
      command: command(SucceedHousehold, {
        ...{ householdId: WANG, successorId: NEW, bindingId: NEW_FRUIT, place: 'INSTEAD' },
      }),
      id: AGREEMENT,
    },
    {
      command: command(PassDividendLine, { householdId: WANG, successorId: NEW, successorNo: NEW_NO }),
      id: FRUIT_DIVIDEND,
    },
    {
      command: command(TakeOverBinding, {
        ...{ householdId: NEW, entityId: FRUIT_COOP, industry: 'FRUIT', fromBindingId: WANG_FRUIT },
      }),
    },
    { command: command(EndBinding, { cause: 'HOUSEHOLD_SPLIT' }), id: WANG_FRUIT },
  ];
  specifyPolicy(householdSplitting)
    .given()
    .when({ stream: `householdSplit-${SPLIT}`, ...splitDecided })
    .thenSends(asked.map((one) => ({ ...one, effectiveDate: on, reason: '分户' })));
});
