import type { County } from '@county/county';
import { lookUpStanding } from '@county/look-up-key-rotation';
import { DamagedEvent, DamagedLog } from '@event-store/event-store';
import { KeysUnavailable } from '@privacy/key-store';
import { masterKeyStanding, type MasterKeyStanding } from '@privacy/rotation';
import type { Finding } from './finding';

/** Every data key is whole and under the master key that the settings name, and no rotation is left unfinished. */
export const dataKeys = async ({ keys, kms }: Pick<County, 'keys' | 'kms'>): Promise<readonly Finding[]> => {
  try {
    const standing = await masterKeyStanding(keys, kms);
    return [masterKeyFinding(standing), ...damagedKeys(standing)];
  } catch (error) {
    if (error instanceof KeysUnavailable) return [[false, error.message]];
    throw error;
  }
};

const MOST_NAMED = 20;

const damagedKeys = ({ damaged }: MasterKeyStanding): readonly Finding[] => {
  if (damaged.length === 0) return [];
  const named = damaged.slice(0, MOST_NAMED).join(', ');
  const more = damaged.length > MOST_NAMED ? ' and others' : '';
  const count = `${String(damaged.length)} data keys are damaged, of ${named}${more}`;
  return [
    [false, `${count}: who is sealed under them cannot be read, bring keys back from the latest backup`],
  ];
};

const masterKeyFinding = ({ inForce, wanted, leaving, under }: MasterKeyStanding): Finding => {
  const { [wanted]: right = 0, ...others } = under;
  const wrong = Object.entries(others).map(([name, count]) => `${String(count)} under ${name}`);
  const told = `${String(right)} data keys under the master key ${wanted}`;
  if (inForce === wanted && leaving === null && wrong.length === 0) return [true, told];
  return [false, [told, ...wrong, `${inForce} is in force: run rotate-master-key`].join(', ')];
};

/** Every head is found under the key of look-ups that is in force, and no rotation of it is left unfinished. */
export const lookUpKey = async (county: County): Promise<Finding> => {
  try {
    const { inForce, isUnderWay, elsewhere } = await lookUpStanding(county);
    if (!isUnderWay && elsewhere === 0)
      return [true, `every household is found under the look-up key ${inForce}`];
    const wrong = `${String(elsewhere)} households are not found under the look-up key ${inForce}`;
    return [
      false,
      `${wrong}${isUnderWay ? ', which is not in force alone yet' : ''}: run rotate-look-up-key`,
    ];
  } catch (error) {
    if (error instanceof KeysUnavailable || error instanceof DamagedLog || error instanceof DamagedEvent)
      return [false, error.message];
    throw error;
  }
};
