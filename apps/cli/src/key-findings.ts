import { wordsOf, type Words } from '@kernel/words';
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
    if (error instanceof KeysUnavailable) return [[false, wordsOf(error)]];
    throw error;
  }
};

const MOST_NAMED = 20;

const damagedKeys = ({ damaged }: MasterKeyStanding): readonly Finding[] => {
  if (damaged.length === 0) return [];
  const named = damaged.slice(0, MOST_NAMED).join(', ');
  const [count, isMore] = [String(damaged.length), damaged.length > MOST_NAMED];
  return [
    [
      false,
      {
        zh: `${count}把数据密钥已损坏：${named}${isMore ? '等' : ''}；用它们加密的人读不出来，请从最近的备份恢复密钥`,
        en: `${count} data keys are damaged, of ${named}${isMore ? ' and others' : ''}: who is sealed under them cannot be read, bring keys back from the latest backup`,
      },
    ],
  ];
};

const masterKeyFinding = ({ inForce, wanted, leaving, under }: MasterKeyStanding): Finding => {
  const { [wanted]: right = 0, ...others } = under;
  const wrong = Object.entries(others);
  const told = standing(right, wanted);
  if (inForce === wanted && leaving === null && wrong.length === 0) return [true, told];
  return [
    false,
    {
      zh: `${told.zh}${wrong.map(([name, count]) => `，${String(count)}把在${name}之下`).join('')}，在用的是${inForce}：请运行 rotate-master-key`,
      en: `${told.en}${wrong.map(([name, count]) => `, ${String(count)} under ${name}`).join('')}, ${inForce} is in force: run rotate-master-key`,
    },
  ];
};

const standing = (count: number, masterKey: string): Words => ({
  zh: `${String(count)}把数据密钥在主密钥${masterKey}之下`,
  en: `${String(count)} data keys under the master key ${masterKey}`,
});

/** Every head is found under the key of look-ups that is in force, and no rotation of it is left unfinished. */
export const lookUpKey = async (county: County): Promise<Finding> => {
  try {
    const { inForce, isUnderWay, elsewhere } = await lookUpStanding(county);
    if (!isUnderWay && elsewhere === 0) return [true, everyoneUnder(inForce)];
    return [false, missedUnder(inForce, elsewhere, isUnderWay)];
  } catch (error) {
    if (error instanceof KeysUnavailable || error instanceof DamagedLog || error instanceof DamagedEvent)
      return [false, wordsOf(error)];
    throw error;
  }
};

const everyoneUnder = (key: string): Words => ({
  zh: `所有农户都能用查找密钥${key}找到`,
  en: `every household is found under the look-up key ${key}`,
});

const missedUnder = (key: string, households: number, isUnderWay: boolean): Words => ({
  zh: `${String(households)}户用在用的查找密钥${key}找不到${isUnderWay ? '，更换尚未完成' : ''}：请运行 rotate-look-up-key`,
  en: `${String(households)} households are not found under the look-up key ${key}${isUnderWay ? ', which is not in force alone yet' : ''}: run rotate-look-up-key`,
});
