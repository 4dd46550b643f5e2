import type { Words } from '@kernel/words';
import type { County } from '@county/county';
import { told } from '@county/language';
import { NewestSeal, ownKeys, unsealedMs } from '@county/sealing';
import { positionPair, START } from '@event-store/event-store';
import { verify } from '@event-store/verify';
import type { Finding } from './finding';
import { progressBar } from './progress';

/** The hash chain, and where it is whole the seals over it. */
export const chain = async (county: County): Promise<readonly Finding[]> => {
  let [events, broken, unsealed] = [0, 0, 0];
  // Only for the bar: what ails the log, its verification says.
  const total = Number(positionPair(await county.store.head().catch(() => START)).commit);
  const bar = progressBar(told({ zh: '哈希链', en: 'hash chain' }));
  for await (const progress of verify(county.store, { trust: { own: ownKeys(county) } })) {
    ({ events, unsealed } = progress);
    bar.at(Number(positionPair(progress.position).commit), total);
    broken += progress.breaks.length;
  }
  bar.end();
  return [
    [broken === 0, chainText(String(events), String(broken))],
    ...(broken === 0 ? [await seals(county, unsealed)] : []),
  ];
};

const chainText = (events: string, broken: string): Words => ({
  zh: `${events}个事件，哈希链和封签有${broken}处不符`,
  en: `${events} events, ${broken} breaks in the hash chain and the seals`,
});

/** A county where nothing happens needs no seal, however old the last one is. */
export const seals = async (
  county: Pick<County, 'store' | 'clock' | 'settings'>,
  unsealed: number,
): Promise<Finding> => {
  const { sealEvents, sealMinutes } = county.settings;
  const seal = await new NewestSeal(county).read();
  const last: Words =
    seal === null
      ? { zh: '还没有封签', en: 'nothing is sealed yet' }
      : {
          zh: `最后的是第${String(seal.number)}号封签（${seal.sealedAt}）`,
          en: `seal ${String(seal.number)} of ${seal.sealedAt} is the last`,
        };
  const waited = await unsealedMs(county, seal);
  if (waited === null)
    return [true, { zh: `${last.zh}，没有待封的事件`, en: `${last.en}, nothing waits for the next` }];
  const minutes = Math.round(waited / 60_000);
  const isInTime = minutes <= 2 * sealMinutes && unsealed < 2 * sealEvents;
  return [
    isInTime,
    {
      zh: `${last.zh}，${String(unsealed)}个事件待封，最早的已等${String(minutes)}分钟`,
      en: `${last.en}, ${String(unsealed)} events wait for the next, the oldest for ${String(minutes)} min`,
    },
  ];
};
