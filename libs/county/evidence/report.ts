import { ROLES, type Role } from '@kernel/actor';
import { RECIPIENT_TITLES, SUBJECT_TITLES, type Subject } from '@kernel/evidence';
import { PAGE_FOOT, pageHead, tableRow } from '@kernel/html';
import type { Json } from '@kernel/json';
import type { Gathered } from '@event-store/evidence/gathering';
import { Lines } from '@event-store/evidence/lines';
import type { Because, Content, Packed } from '@event-store/evidence/package-form';
import { rootCode } from '@event-store/sealing/root-code';
import { wording } from '@oversight/audit/queries';
import type { County } from '../county';
import type { Wanted } from './subject';

const REASONS: Readonly<Record<Because, string>> = { SUBJECT: '本体', NAMES_IT: '涉及', RULE: '参数' };

const STYLE =
  '<style>td{white-space:pre-line}td:nth-child(-n+5){white-space:nowrap}th{white-space:nowrap}dl{display:grid;grid-template-columns:6em 1fr;margin:0 0 1em}dd{margin:0}</style>';

const COLUMNS = ['序号', '关系', '生效日期', '记录时间', '事件', '操作人', '缘由', '内容'];

/** The time line of a package as one page that needs no network, for whoever reads no JSON: what happened, then the parameters. */
export class Report {
  private readonly page: Lines;
  private readonly rules: string[] = [];
  /** What a command is called in Chinese. */
  private readonly titles: ReadonlyMap<string, string>;

  constructor(path: string, { subject, recipient }: Wanted, { aggregates }: Pick<County, 'aggregates'>) {
    this.titles = new Map(
      aggregates.flatMap(({ handlings }) =>
        handlings.map(({ command }) => [command.name, command.title] as const),
      ),
    );
    this.page = new Lines(path);
    this.page.add(`${pageHead(`证据包时间线：${subjectText(subject)}`)}${STYLE}`);
    this.page.add(`<dl><dt>接收方</dt><dd>${RECIPIENT_TITLES[recipient]}</dd></dl>`);
    this.page.add('<p>本页只供阅读；是否可信以 <code>node verify.mjs</code> 的结果为准。</p>');
    this.page.add(`<h2>经过</h2><table>${tableRow(COLUMNS, 'th')}`);
  }

  readonly add = (packed: Packed): void => {
    const row = this.rowOf(packed);
    if (packed.because === 'RULE') this.rules.push(row);
    else this.page.add(row);
  };

  close({ seal, events, masked, withheld }: Gathered): void {
    this.page.add(`</table><h2>所依据的政策参数</h2><table>${tableRow(COLUMNS, 'th')}`);
    for (const row of this.rules) this.page.add(row);
    const shown = `完整 ${String(events)}，遮盖 ${String(masked)}，不公开 ${String(withheld)}`;
    const sealed = `第 ${String(seal.number)} 次，编码 ${rootCode(seal.root)}，${timeText(seal.sealedAt)}`;
    this.page.add(
      `</table><h2>核对</h2><dl><dt>事件</dt><dd>${shown}</dd><dt>封签</dt><dd>${sealed}</dd></dl>`,
    );
    this.page.add(PAGE_FOOT);
    this.page.close();
  }

  private rowOf({ index, because, content }: Packed): string {
    const place = [String(index + 1), REASONS[because]];
    return tableRow(
      content === null
        ? [...place, '', '', '（对本接收方不公开）', '', '', '']
        : [...place, ...this.cellsOf(content)],
    );
  }

  private cellsOf({ type, data, metadata }: Content): readonly string[] {
    const [event, command] = [wording.event(type), text(metadata['command'])];
    const title = this.titles.get(command) ?? command;
    const role = text(metadata['role']);
    return [
      ...[text(metadata['effectiveDate']), timeText(text(metadata['recordedAt']))],
      title === '' || title === event ? event : `${event}\n（${title}）`,
      `${Object.hasOwn(ROLES, role) ? ROLES[role as Role] : role}\n${text(metadata['actor'])}`.trim(),
      ...[text(metadata['reason']), contentText(type, data)],
    ];
  }
}

const subjectText = (subject: Subject): string => {
  const title = SUBJECT_TITLES[subject.kind];
  if (subject.kind === 'period') return `${title} ${subject.from} 至 ${subject.to}`;
  return `${title} ${subject.kind === 'division' ? subject.code : subject.id}`;
};

const contentText = (type: string, data: Content['data']): string =>
  wording
    .told(data)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => `${wording.field(field, type)}：${wording.value(field, value)}`)
    .join('\n');

const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Asia/Shanghai',
});

/** In Asia/Shanghai, as the days are. */
const timeText = (instant: string): string => (instant === '' ? '' : SHANGHAI.format(new Date(instant)));

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
