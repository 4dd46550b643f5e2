import { describe, expect, it } from '@jest/globals';
import { START } from '@event-store/event-store';
import type { ProjectionState, Standing } from '@read-store/read-store';
import { orchard } from './story';
import { choose, codeVersion, nextVersion, storedVersion } from './version';

const standing = (version: number, state: ProjectionState): Standing => ({
  ...{ name: 'orchard', version, state },
  ...{ checkpoint: START, target: null },
});

const code = (version: number) => ({ ...orchard, version });

describe('versions', () => {
  it('hold the version of the code and the number of the rebuild', () => {
    expect(storedVersion(3, 7)).toBe(3_007);
    expect(codeVersion(3_007)).toBe(3);
    expect(nextVersion(code(2), [standing(1_004, 'live')])).toBe(2_000);
    expect(nextVersion(code(2), [standing(2_004, 'live'), standing(2_001, 'retired')])).toBe(2_005);
    expect(() => nextVersion(code(2), [standing(2_999, 'live')])).toThrow('raise the version');
  });

  it.each<[string, number, readonly Standing[], string]>([
    ['nothing was there before', 1, [], 'begin'],
    ['nothing serves but its own build was begun', 2, [standing(2_000, 'building')], 'build'],
    ['its own code serves', 2, [standing(1_000, 'retired'), standing(2_003, 'live')], 'follow'],
    ['older code serves', 2, [standing(1_000, 'live'), standing(2_000, 'building')], 'build'],
    ['newer code serves', 1, [standing(1_000, 'retired'), standing(2_000, 'live')], 'stand-by'],
    ['it was rolled back', 2, [standing(1_000, 'live'), standing(2_000, 'retired')], 'stand-by'],
  ])('where %s: choose what to do', (_, version, standings, to) => {
    expect(choose(code(version), standings).to).toBe(to);
  });
});
