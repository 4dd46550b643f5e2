import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesBelow, HOUSE } from './tree';

const pages = filesBelow(HOUSE).filter((file) => file.endsWith('.md'));
const read = (page: string): string => readFileSync(join(HOUSE, page), 'utf8');

/** The name that a heading has in an address. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));

const linksOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** A link that leads nowhere, or to a heading that its page does not have. */
const isDead = (page: string, link: string): boolean => {
  const [file = '', heading] = link.split('#', 2);
  const target = file === '' ? page : normalize(join(dirname(page), file));
  if (!existsSync(join(HOUSE, target))) return true;
  if (heading === undefined) return false;
  return statSync(join(HOUSE, target)).isDirectory() || !anchorsOf(target).includes(heading);
};

describe('the pages', () => {
  it('link to pages and headings that there are', () => {
    const links = pages.flatMap((page) => linksOf(page).map((link) => ({ page, link })));
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(({ page, link }) => isDead(page, link))).toEqual([]);
  });

  it('would be found out if they did not', () => {
    expect(isDead('README.md', 'docs/nowhere.md')).toBe(true);
    expect(isDead('README.md', '#no-such-heading')).toBe(true);
    expect(isDead('docs/operating.md', '../README.md#decisions')).toBe(false);
  });

  it('exist in both languages, or say why not', () => {
    const oneOnly = ['docs/auditor.zh-CN.md', 'docs/rights.md'];
    const docs = pages.filter((page) => page.startsWith('docs/') && !oneOnly.includes(page));
    const names = new Set(docs.map((page) => page.replace(/(\.zh-CN)?\.md$/, '')));
    const wanted = [...names].flatMap((name) => [`${name}.md`, `${name}.zh-CN.md`]);
    expect([...docs].sort()).toEqual(wanted.sort());
  });
});
