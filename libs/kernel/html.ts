const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** Beginning of a page of tables in Chinese that needs no network. */
export const pageHead = (title: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:14px/1.6 sans-serif;margin:2em}table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:4px 8px;text-align:left;vertical-align:top}th{background:#eee}pre{white-space:pre-wrap;word-break:break-all;margin:0}</style></head><body>
<h1>${escaped(title)}</h1>`;

export const PAGE_FOOT = '</body></html>';

/** A row of cells of one kind. */
export const tableRow = (cells: readonly string[], cell: 'td' | 'th' = 'td'): string =>
  `<tr>${cells.map((content) => `<${cell}>${cellOf(content)}</${cell}>`).join('')}</tr>`;

const cellOf = (content: string): string =>
  content.startsWith('{') ? `<pre>${escaped(content)}</pre>` : escaped(content);
