/** What the library of the command line says in English, and in Chinese instead; whatever it quotes stays as it was typed. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/^error: required option '(.+?)' not specified/, '缺少必须填写的选项 $1'],
  [/^error: missing required argument '(.+?)'/, '缺少必须填写的参数 $1'],
  [/^error: option '(.+?)' argument missing/, '选项 $1 须带一个值'],
  [/^error: option '(.+?)' argument '([^]*?)' is invalid\. /, '选项 $1 不能为“$2”：'],
  [/^error: command-argument value '([^]*?)' is invalid for argument '(.+?)'\. /, '参数 $2 不能为“$1”：'],
  [/^error: unknown option '([^]+?)'/, '没有选项 $1'],
  [/^error: unknown command '([^]+?)'/, '没有命令 $1'],
  [
    /^error: too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+)\./,
    '命令 $1 的参数过多：应为 $2 个，给了 $3 个',
  ],
  [/Allowed choices are (.+)\./, '可用：$1。'],
  [/\(Did you mean (?:one of )?(.+)\?\)/, '（是否为 $1？）'],
  [/ ?\(choices: (.+?), default: (.+)\)$/, '（可用：$1；不写则为 $2）'],
  [/ ?\(choices: (.+)\)$/, '（可用：$1）'],
  [/ ?\(default: (.+)\)$/, '（不写则为 $1）'],
];

export const inChinese = (text: string): string =>
  PHRASES.reduce((said, [phrase, chinese]) => said.replace(phrase, chinese), text);
