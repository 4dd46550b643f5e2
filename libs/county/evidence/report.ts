import { PAGE_FOOT, pageHead, tableRow } from '@kernel/html';
import type { Json } from '@kernel/json';
import { Lines } from '@event-store/evidence/lines';
import type { Because, Content, Packed } from '@event-store/evidence/package-form';
import { rootCode } from '@event-store/sealing/root-code';
import type { Gathered } from '@event-store/evidence/gathering';
import { wording } from '@oversight/audit/queries';
import type { County } from '../county';
import type { Wanted } from './filling';

const REASONS: Readonly<Record<Because, string>> = { SUBJECT: '本体', NAMES_IT: '涉及', RULE: '参数' };

const COLUMNS = ['序号', '生效日期', '记录时间', '事件', '操作', '操作人', '缘由', '关系', '内容'];

/** The time line of a package as one page that needs no network, for whoever reads no JSON. */
export class Report {
  private readonly page: Lines;
  /** What a command is called in Chinese. */
  private readonly titles: ReadonlyMap<string, string>;

  constructor(path: string, { aggregates }: Pick<County, 'aggregates'>) {
    this.titles = new Map(
      aggregates.flatMap(({ handlings }) =>
        handlings.map(({ command }) => [command.name, command.title] as const),
      ),
    );
    this.page = new Lines(path);
    this.page.add(pageHead('证据包时间线'));
    this.page.add('<p>本页只供阅读；是否可信以 <code>node verify.mjs</code> 的结果为准。</p>');
    this.page.add(`<table>${tableRow(COLUMNS, 'th')}`);
  }

  readonly add = ({ index, because, content }: Packed): void => {
    const shown = content === null ? ['', '', '（对本接收方不公开）', '', '', ''] : this.cellsOf(content);
    const told = content === null ? '' : contentText(content);
    this.page.add(tableRow([String(index + 1), ...shown, REASONS[because], told]));
  };

  close({ subject, recipient }: Wanted, { seal, events, masked, withheld }: Gathered): void {
    const facts = [
      ['对象', JSON.stringify(subject)],
      ['接收方', recipient],
      ['事件', `完整 ${String(events)}，遮盖 ${String(masked)}，不公开 ${String(withheld)}`],
      ['封签', `${String(seal.number)}：${rootCode(seal.root)}（${seal.sealedAt}）`],
    ];
    this.page.add('</table><h2>证据包</h2><table>');
    for (const fact of facts) this.page.add(tableRow(fact));
    this.page.add(`</table>${PAGE_FOOT}`);
    this.page.close();
  }

  private cellsOf({ type, metadata }: Content): readonly string[] {
    const command = text(metadata['command']);
    return [
      ...[text(metadata['effectiveDate']), text(metadata['recordedAt']), wording.event(type)],
      ...[this.titles.get(command) ?? command, `${text(metadata['role'])} ${text(metadata['actor'])}`],
      text(metadata['reason']),
    ];
  }
}

const contentText = ({ type, data }: Content): string =>
  Object.entries(data)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => `${wording.field(field, type)}：${wording.value(field, value)}`)
    .join('\n');

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
