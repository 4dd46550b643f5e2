/** What people are recognised by in a list. */
export type MaskedItem = 'NAME' | 'DOCUMENT_NO' | 'PHONE';

/** How much of an item is left: narrow where a place masks it by name, else as wide as a clerk needs to recognise whom it is about. */
export interface Mask {
  readonly of: MaskedItem;
  readonly isNarrow: boolean;
}

/** A text of which never the whole is shown, whatever it is: one that is short for its kind shows less, or nothing. */
export const masked = (text: string, { of, isNarrow }: Mask): string => {
  const characters = Array.from(text);
  switch (of) {
    case 'NAME':
      return nameMasked(characters, isNarrow);
    case 'DOCUMENT_NO':
      return starred(characters, isNarrow ? { first: 4, last: 4 } : { first: 6, last: 4 });
    case 'PHONE':
      return starred(characters, isNarrow ? { first: 0, last: 4 } : { first: 3, last: 4 });
  }
};

interface Left {
  readonly first: number;
  readonly last: number;
}

/** At least a third of a number stays covered, however short it is. */
const starred = (characters: readonly string[], left: Left): string => {
  const { length } = characters;
  const first = Math.min(left.first, Math.floor(length / 3));
  const last = Math.min(left.last, Math.floor((length - first) / 2));
  return covered(characters, { first, last });
};

const covered = (characters: readonly string[], { first, last }: Left): string => {
  const { length } = characters;
  const stars = '*'.repeat(length - first - last);
  return [...characters.slice(0, first), stars, ...characters.slice(length - last)].join('');
};

/** 百家姓 and later: a name of three or more that begins so has a surname of two characters. */
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 ' +
    '太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 拓跋 轩辕 ' +
    '西门 第五 公良 漆雕 乐正 宰父 谷梁 颛孙 公西 梁丘 左丘 东门 南荣 完颜 纳兰'
  ).split(' '),
);

/** 张三 → 张*, 张晓明 → 张*明 (narrow 张**), 欧阳晓明 → 欧阳*明 (narrow 欧阳**); of a single character nothing is left. */
const nameMasked = (characters: readonly string[], isNarrow: boolean): string => {
  const { length } = characters;
  if (length < 2) return '*';
  const surname = length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1;
  const last = isNarrow || length - surname < 2 ? 0 : 1;
  return covered(characters, { first: surname, last });
};
