import { describe, expect, it } from '@jest/globals';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { inChinese } from './in-chinese';

const number = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('须为数字。');
  return Number(text);
};

const program = (): Command =>
  new Command('shuangbang').addCommand(
    new Command('pack')
      .addArgument(new Argument('<kind>', '类别').choices(['agreement', 'entity']))
      .addOption(new Option('--for <who>', '接收方').choices(['AUDITOR', 'PUBLIC']).default('AUDITOR'))
      .addOption(new Option('--after <n>', '起点').default(7).argParser(number))
      .requiredOption('--out <file>', '写到哪里'),
  );

/** What the library itself says of the line, put into Chinese. */
const said = (...line: readonly string[]): string => {
  const told: string[] = [];
  const whole = program();
  for (const command of [whole, ...whole.commands])
    command.exitOverride().configureOutput({ outputError: (text) => told.push(inChinese(text)) });
  expect(() => whole.parse(line, { from: 'user' })).toThrow();
  return told.join('').trim();
};

describe('what is wrong with a command line', () => {
  it.each([
    [['pack', 'agreement'], '缺少必须填写的选项 --out <file>'],
    [['pack', '--out', 'x'], '缺少必须填写的参数 kind'],
    [['pack', 'agreement', '--out'], '选项 --out <file> 须带一个值'],
    [['pack', 'agreement', '--out', 'x', '--after', "it's"], "选项 --after <n> 不能为“it's”：须为数字。"],
    [
      ['pack', 'agreement', '--out', 'x', '--for', 'ME'],
      '选项 --for <who> 不能为“ME”：可用：AUDITOR, PUBLIC。',
    ],
    [['pack', 'project', '--out', 'x'], '参数 kind 不能为“project”：可用：agreement, entity。'],
    [['pack', 'agreement', '--out', 'x', '--afer', '1'], '没有选项 --afer\n（是否为 --after？）'],
    [['pac'], '没有命令 pac\n（是否为 pack？）'],
    [['pack', 'agreement', 'more', '--out', 'x'], '命令 pack 的参数过多：应为 1 个，给了 2 个'],
  ])('is said in Chinese: %j', (line, words) => {
    expect(said(...line)).toBe(words);
  });

  it('is left as it is where it is none of the library', () => {
    expect(inChinese('没有类别nope')).toBe('没有类别nope');
  });
});

describe('what a command takes', () => {
  it('is said in Chinese with what may be written and what holds otherwise', () => {
    const [pack] = program().commands;
    const help = pack?.configureHelp({
      ...{ styleOptionDescription: inChinese, styleArgumentDescription: inChinese, helpWidth: 200 },
    });
    const text = help?.helpInformation() ?? '';
    expect(text).toContain('类别（可用："agreement", "entity"）');
    expect(text).toContain('接收方（可用："AUDITOR", "PUBLIC"；不写则为 "AUDITOR"）');
    expect(text).toContain('起点（不写则为 7）');
  });
});
