import { PAGE_FOOT, pageHead, tableRow } from '@kernel/html';
import type { Json } from '@kernel/json';
import { Lines } from './lines';
import type { Because, Packed } from './package-form';

const REASONS: Readonly<Record<Because, string>> = { SUBJECT: '本体', NAMES_IT: '涉及', RULE: '参数' };

const COLUMNS = ['序号', '生效日期', '记录时间', '事件', '命令', '操作人', '缘由', '关系', '内容'];

/** The time line of a package as one page that needs no network, for whoever reads no JSON. */
export class Report {
  private readonly page: Lines;

  /** `titles`: what a command is called in Chinese. */
  constructor(
    path: string,
    private readonly titles: ReadonlyMap<string, string>,
  ) {
    this.page = new Lines(path);
    this.page.add(pageHead('证据包时间线'));
    this.page.add('<p>本页只供阅读；是否可信以 <code>node verify.mjs</code> 的结果为准。</p>');
    this.page.add(`<table>${tableRow(COLUMNS, 'th')}`);
  }

  readonly add = ({ index, because, event, isWithheld }: Packed): void => {
    const { metadata, type, data } = event;
    const command = text(metadata['command']);
    const shown = isWithheld
      ? ['', '', '（对本接收方不公开）', '', '', '', REASONS[because], '']
      : [
          ...[text(metadata['effectiveDate']), text(metadata['recordedAt']), type],
          ...[this.titles.get(command) ?? command, `${text(metadata['role'])} ${text(metadata['actor'])}`],
          ...[text(metadata['reason']), REASONS[because], JSON.stringify(data, null, 1)],
        ];
    this.page.add(tableRow([String(index + 1), ...shown]));
  };

  close(facts: readonly (readonly [string, string])[]): void {
    this.page.add('</table><h2>证据包</h2><table>');
    for (const fact of facts) this.page.add(tableRow(fact));
    this.page.add(`</table>${PAGE_FOOT}`);
    this.page.close();
  }
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
