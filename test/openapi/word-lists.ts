import ts from 'typescript';
import { moduleOf } from './schema-of-type';

type WordLists = Record<string, readonly string[]>;

/**
 * Every list of words that the program has a type for, by the name of the type. Where two types are of the same words, that of the
 * kernel names them; where two modules call something the same, that of a later one is called after its module too.
 */
export const wordLists = (program: ts.Program): Readonly<WordLists> => {
  const named: WordLists = {};
  const known = new Set<string>();
  for (const { name, words, file } of typesOfWords(program)) {
    const text = JSON.stringify(words);
    if (!known.has(text)) named[name in named ? `${moduleOf(file)}${name}` : name] = words;
    known.add(text);
  }
  return named;
};

interface TypeOfWords {
  readonly name: string;
  readonly words: readonly string[];
  readonly file: string;
}

const typesOfWords = (program: ts.Program): readonly TypeOfWords[] => {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('node_modules'));
  return files.toSorted(byPlace).flatMap(({ statements, fileName: file }) =>
    statements
      .filter((statement) => ts.isTypeAliasDeclaration(statement))
      .map(({ name }) => ({ name: name.text, words: wordsOf(checker.getTypeAtLocation(name)), file }))
      .filter(({ words }) => words.length > 1),
  );
};

/** None where it is more than words. */
const wordsOf = (type: ts.Type): readonly string[] => {
  const kinds = type.isUnion() ? type.types : [];
  const words = kinds.filter((one) => one.isStringLiteral()).map(({ value }) => value);
  return words.length === kinds.length ? words.sort() : [];
};

const byPlace = ({ fileName: one }: ts.SourceFile, { fileName: other }: ts.SourceFile): number =>
  Number(isOfKernel(other)) - Number(isOfKernel(one)) || (one < other ? -1 : 1);

const isOfKernel = (file: string): boolean => file.includes('/libs/kernel/');
