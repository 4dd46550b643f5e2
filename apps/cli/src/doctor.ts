import { statfsSync } from 'node:fs';
import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
import { dateInShanghai } from '@kernel/calendar-date';
import type { County } from '@county/county';
import { countyPulse } from '@county/pulse';
import { DamagedLog, metadataText, START, type RecordedEvent } from '@event-store/event-store';
import { walk } from '@event-store/walk';
import type { ProjectionHealth } from '@http/health';
import { anotherLog } from '@projection/landmark';
import type { ReadStore } from '@read-store/read-store';
import { CommandFailed } from './failure';
import { asFarAsRead, type Finding } from './finding';
import { dataKeys, lookUpKey } from './key-findings';
import { chain } from './log-findings';
import { print, withCounty } from './with-county';

const LEAST_FREE_BYTES = 1_000_000_000;

/** Looks at everything that a county needs to work and says what is wrong. Ends with status 1 where something is. */
export const doctorCommand = new Command('doctor')
  .description(
    told({
      zh: '检查运行环境、磁盘、时钟、事件库、视图、哈希链和封签',
      en: 'check runtime, disk, clock, log, read models, the hash chain and the seals',
    }),
  )
  .action(async () => {
    await withCounty(async (county) => {
      const findings = [
        runtime(),
        disk(county),
        await clock(county),
        ...(await asFarAsRead(() => readModels(county))),
        ...(await asFarAsRead(() => indexes(county))),
        ...(await dataKeys(county)),
        await lookUpKey(county),
        ...(await asFarAsRead(() => chain(county))),
      ];
      for (const [ok, what] of findings) print(`${ok ? 'ok  ' : 'BAD '} ${told(what)}`);
      const bad = findings.filter(([ok]) => !ok).length;
      const [wrong, all] = [String(bad), String(findings.length)];
      if (bad > 0)
        throw new CommandFailed({
          zh: `${all}项检查中有${wrong}项不合格`,
          en: `${wrong} of ${all} checks failed`,
        });
    });
  });

const runtime = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const { node } = process.versions;
  return [
    major > 20 || (major === 20 && minor >= 19),
    { zh: `Node ${node}（须为 20.19 以上）`, en: `Node ${node} (needs 20.19 or later)` },
  ];
};

const disk = ({ settings }: County): Finding => {
  const { bavail, bsize } = statfsSync(settings.dataDir);
  const free = bavail * bsize;
  const gigabytes = (free / 1e9).toFixed(1);
  return [
    free >= LEAST_FREE_BYTES,
    {
      zh: `${settings.dataDir} 剩余 ${gigabytes} GB（须有 1.0）`,
      en: `${gigabytes} GB free for ${settings.dataDir} (needs 1.0)`,
    },
  ];
};

/** A clock behind the log would record new facts before old ones. */
const clock = async (county: County): Promise<Finding> => {
  const now = county.clock.now();
  const latest = await lastRecorded(county);
  const isAhead = latest === '' || Date.parse(latest) <= now;
  const today = dateInShanghai(now);
  return [
    isAhead,
    {
      zh: `北京时间今天是 ${today}，${latest === '' ? '还没有事件' : `最后一个事件记录于 ${latest}`}`,
      en: `it is ${today} in Asia/Shanghai, the last event was recorded ${latest === '' ? 'never' : latest}`,
    },
  ];
};

/** As far as the log can be read; how far that is, the chain says. */
const lastRecorded = async ({ store }: County): Promise<string> => {
  let latest = '';
  try {
    for await (const found of walk(store, { from: START }))
      latest = latestOf(
        found.flatMap(({ event }) => event ?? []),
        latest,
      );
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
  }
  return latest;
};

const latestOf = (events: readonly RecordedEvent[], latest: string): string =>
  events.map((event) => metadataText(event, 'recordedAt')).reduce((a, b) => (a > b ? a : b), latest);

const readModels = async (county: County): Promise<readonly Finding[]> => {
  await county.views.examine?.({ wholly: true });
  const other = await anotherLog(county);
  if (other !== null) return [[false, other.words]];
  const { projections, log } = await countyPulse(county).health();
  return projections.flatMap((projection) => [
    ownFinding(projection, log.head),
    ...projection.parked.map(({ stream, error }): Finding => [
      false,
      {
        zh: `${projection.name}处理不了${stream}：${error}；排除原因后执行 parked replay ${projection.name}`,
        en: `${projection.name} cannot go on with ${stream}: ${error}; cure that, then parked replay ${projection.name}`,
      },
    ]),
    ...projection.refusedDeadlines.map(({ documentId, dueOn, codes }): Finding => [
      false,
      {
        zh: `${projection.name}对${documentId}（${dueOn} 到期）被拒：${codes.join('、')}`,
        en: `${projection.name} is refused for ${documentId}, due on ${dueOn}: ${codes.join(', ')}`,
      },
    ]),
  ]);
};

const ownFinding = (projection: ProjectionHealth, head: string): Finding => {
  const { name, state, behind, parkedStreams, checkpoint, error } = projection;
  const [parked, fault] = [String(parkedStreams), error ?? ''];
  const place = behind
    ? {
        zh: `，在 ${head} 中的 ${checkpoint}（服务没有运行，或正在追赶）`,
        en: `, at ${checkpoint} of ${head} (no server is running, or it is catching up)`,
      }
    : { zh: '', en: '' };
  return [
    state === 'live' && parkedStreams === 0 && error === null,
    {
      zh: `${name}：${state}${place.zh}，暂存${parked}个事件流${fault === '' ? '' : `，${fault}`}`,
      en: `${name}: ${state}${place.en}, ${parked} parked${fault === '' ? '' : `, ${fault}`}`,
    },
  ];
};

/** Nothing is said where the read models are a file: their indexes are made with it and cannot go missing. */
export const indexes = async ({
  views,
}: {
  readonly views: Pick<ReadStore, 'missingIndexes'>;
}): Promise<readonly Finding[]> => {
  const missing = await views.missingIndexes?.();
  if (missing === undefined) return [];
  if (missing.length === 0) return [[true, ALL_INDEXED]];
  return missing.map((index) => [
    false,
    {
      zh: `视图库缺少索引${index}：请重建其视图`,
      en: `the read store lacks the index ${index}: rebuild its projection`,
    },
  ]);
};

const ALL_INDEXED: Words = { zh: '视图的索引齐全', en: 'every index of the read models is there' };
