import type { Json } from '@kernel/json';
import { Lines } from './lines';
import type { Because, Packed } from './package-form';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const REASONS: Readonly<Record<Because, string>> = { SUBJECT: '本体', NAMES_IT: '涉及', RULE: '参数' };

const HEAD = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>证据包时间线</title>
<style>body{font:14px/1.6 sans-serif;margin:2em}table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}th{background:#eee}pre{white-space:pre-wrap;word-break:break-all;margin:0}</style></head><body>`;

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
    this.page.add(HEAD);
    this.page.add('<h1>证据包时间线</h1>');
    this.page.add('<p>本页只供阅读；是否可信以 <code>node verify.mjs</code> 的结果为准。</p>');
    this.page.add(`<table><tr>${COLUMNS.map((column) => `<th>${column}</th>`).join('')}</tr>`);
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
    this.page.add(`<tr>${[String(index + 1), ...shown].map(cell).join('')}</tr>`);
  };

  close(facts: readonly (readonly [string, string])[]): void {
    this.page.add('</table><h2>证据包</h2><table>');
    for (const fact of facts) this.page.add(`<tr>${fact.map(cell).join('')}</tr>`);
    this.page.add('</table></body></html>');
    this.page.close();
  }
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const cell = (content: string): string =>
  `<td>${content.startsWith('{') ? `<pre>${escaped(content)}</pre>` : escaped(content)}</td>`;
