import { describe, expect, it } from '@jest/globals';
import { STORY_RENDERINGS } from './rendering';

const chapter = (told: object): object => ({
  ...{ revision: 0, position: '0'.repeat(32), type: 'GrainStored', title: '入库', sentence: '' },
  who: { actor: 'li', roleTitle: '镇级信息员', post: null, onBehalfOf: 'wang' },
  ...{ effectiveDate: '2025-03-01', recordedAt: '2025-03-02T02:00:00.000Z', reason: null },
  ...{ causation: null, data: { tons: 3 }, changes: [], grounds: [], hash: 'ab' },
  ...told,
});

const at = { asOf: null, knownAt: '2025-04-01', position: '1'.repeat(32) };

const rendered = (format: keyof typeof STORY_RENDERINGS, told: object): string => {
  const answer = { category: 'granary', id: 'g1', items: [chapter(told)], at };
  return [...STORY_RENDERINGS[format].lines(answer)].join('');
};

describe('a story as a spreadsheet', () => {
  const cells = (told: object): string => rendered('csv', told).split('\r\n')[1] ?? '';

  it('begins with a byte order mark, ends every line as RFC 4180 says, and quotes what needs it', () => {
    const csv = rendered('csv', { reason: '说"好",\n签' });
    expect(csv.startsWith('\ufeff版本,')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv).toContain('"说""好"",\n签"');
    expect(csv).toContain('"{""tons"":3}"');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('holds no formula: %s', (reason) => {
    expect(cells({ reason })).toContain(`'${reason}`);
  });

  it('has as many cells as titles, whatever is told', () => {
    const [head = '', line = ''] = rendered('csv', { data: {} }).split('\r\n');
    expect(line.split(',').length).toBe(head.split(',').length);
  });
});

describe('a story as a page', () => {
  it('shows text as text', () => {
    expect(rendered('html', { reason: '<script>"&' })).toContain('<td>&lt;script&gt;&quot;&amp;</td>');
  });

  it('says its moment', () => {
    expect(rendered('html', {})).toContain(`记录截至：2025-04-01；日志位置：${'1'.repeat(32)}`);
  });

  it('names the rule and the event that brought a chapter about', () => {
    const event = { title: '整改失败', category: 'rectification', id: 'r1' };
    const causation = { eventId: 'e1', policy: { name: 'clock', title: '期限' }, event };
    expect(rendered('html', { causation })).toContain('<td>规则“期限”：整改失败（rectification r1）</td>');
    expect(rendered('html', { causation: { ...causation, event: null } })).toContain(
      '<td>规则“期限”：e1</td>',
    );
  });
});
