import { describe, it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import type { DivisionEvent } from './events';
import { divisionRegister } from './projector';
import { merged, NEXT, recoded, registered, renamed, SINCE, split, THIRD, TOWN, VILLAGE } from './story';

const shows = (events: readonly DivisionEvent[], expected: object) => {
  givenEvents(...events.map(({ type, data }) => ({ stream: 'division-d1', type, data: data as never })))
    .project(divisionRegister)
    .thenPartly('divisions', 'd1', expected);
};

describe('the register of divisions', () => {
  it('shows a code with its parent and the name it began with', () =>
    shows([registered], {
      ...{ division: VILLAGE, level: 'VILLAGE', parent: TOWN, name: '大寨村委会', since: SINCE },
      ...{ names: [{ name: '大寨村委会', from: SINCE }], until: null, successors: [] },
    }));

  it('keeps every name with its day, in the order of days and not of knowing', () =>
    shows([registered, renamed('大寨社区', '2024-01-01'), renamed('大寨村', '2022-01-01')], {
      name: '大寨社区',
      names: [
        { name: '大寨村委会', from: SINCE },
        { name: '大寨村', from: '2022-01-01' },
        { name: '大寨社区', from: '2024-01-01' },
      ],
    }));

  it('takes the later knowledge for the name of one day', () =>
    shows([registered, renamed('大赛社区', '2024-01-01'), renamed('大寨社区', '2024-01-01')], {
      name: '大寨社区',
      names: [
        { name: '大寨村委会', from: SINCE },
        { name: '大寨社区', from: '2024-01-01' },
      ],
    }));

  it('shows since when a code is used no longer, and what took its place', () => {
    shows([registered, merged], { until: '2023-01-01', successors: [NEXT], name: '大寨村委会' });
    shows([registered, split], { until: '2023-01-01', successors: [NEXT, THIRD] });
    shows([registered, recoded], { until: '2023-01-01', successors: [NEXT] });
  });
});
