import { stringify } from 'csv-stringify/sync';
import { PAGE_FOOT, pageHead, tableRow } from '@kernel/html';
import type { Rendering } from '../rendering';
import type { Causation } from './causation';
import type { Chapter } from './chapter';

interface Exported {
  readonly category: string;
  readonly id: string;
  readonly items: readonly Chapter[];
  readonly at: { readonly asOf: string | null; readonly knownAt: string | null; readonly position: string };
}

const COLUMNS = [
  ...['版本', '生效日期', '记录时间', '事件', '事件代码', '办理人', '角色', '岗位', '代理', '变化', '依据'],
  ...['缘由', '起因', '叙述', '日志位置', '哈希值', '事件内容'],
];

const orEmpty = (value: unknown): string => (typeof value === 'string' ? value : '');

const causeText = (causation: Causation | null): string => {
  if (causation === null) return '';
  const { event, policy, eventId } = causation;
  const rule = policy === null ? '' : `规则“${policy.title ?? policy.name}”`;
  const cause = event === null ? (eventId ?? '') : `${event.title}（${event.category} ${event.id}）`;
  return [rule, cause].filter((part) => part !== '').join('：');
};

const cellsOf = (chapter: Chapter): readonly string[] => {
  const { who, changes, grounds } = chapter;
  return [
    ...[String(chapter.revision), orEmpty(chapter.effectiveDate), chapter.recordedAt],
    ...[chapter.title, chapter.type, who.actor, who.roleTitle, who.post ?? '', who.onBehalfOf ?? ''],
    changes.map(({ text }) => text).join('\n'),
    grounds.map(({ title, value }) => `${title}：${value}`).join('\n'),
    ...[orEmpty(chapter.reason), causeText(chapter.causation), chapter.sentence],
    ...[chapter.position, orEmpty(chapter.hash), JSON.stringify(chapter.data)],
  ];
};

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
const csvRow = (cells: readonly string[], bom = false): string =>
  stringify([[...cells]], { bom, record_delimiter: 'windows', escape_formulas: true });

function* csvLines({ items }: Exported): Iterable<string> {
  yield csvRow(COLUMNS, true);
  for (const chapter of items) yield csvRow(cellsOf(chapter));
}

function* htmlLines({ category, id, items, at }: Exported): Iterable<string> {
  yield pageHead(`变更历史 ${category} ${id}`);
  yield `<p>生效截至：${at.asOf ?? '今'}；记录截至：${at.knownAt ?? '今'}；日志位置：${at.position}。</p>`;
  yield `<table>${tableRow(COLUMNS, 'th')}`;
  for (const chapter of items) yield tableRow(cellsOf(chapter));
  yield `</table>${PAGE_FOOT}`;
}

/** It names the log's position, so that two files tell which of them knows more. */
const nameOf = ({ category, id, at }: Exported, extension: string): string =>
  `${category}-${id}-${at.position}.${extension}`;

/** A story as a spreadsheet opens it, and as a page for whoever reads no JSON. */
export const STORY_RENDERINGS = {
  csv: {
    type: 'text/csv; charset=utf-8',
    name: (answer) => nameOf(answer as Exported, 'csv'),
    lines: (answer) => csvLines(answer as Exported),
  },
  html: {
    type: 'text/html; charset=utf-8',
    name: (answer) => nameOf(answer as Exported, 'html'),
    lines: (answer) => htmlLines(answer as Exported),
  },
} as const satisfies Readonly<Record<string, Rendering>>;
