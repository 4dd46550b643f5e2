import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Schema } from '@http/schema';
import { documented, TypeSchemas } from './schema-of-type';
import { wordLists } from './word-lists';

/** What the questions of the program answer, the components that they share, and how lists of words are called. */
export interface Answers {
  readonly answers: Readonly<Record<string, Schema>>;
  readonly components: Readonly<Record<string, Schema>>;
  /** What is said of the fields of a question. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of commands too. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** Each joins the class of a question and what it is answered with, and has the type of the answer. */
const JOINING: ReadonlySet<string> = new Set(['answering', 'listOf', 'entryOf']);

const program = (): ts.Program => {
  const root = process.cwd();
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    { ...config, include: ['libs'] },
    ts.sys,
    root,
  );
  return ts.createProgram(
    fileNames.filter((file) => /[/-](queries|commands)\.ts$/.test(file)),
    options,
  );
};

/** Read from the types of the program, so that what is described is what the compiler has checked. */
export const answersOfProgram = (): Answers => {
  const read = program();
  const checker = read.getTypeChecker();
  const schemas = new TypeSchemas(checker);
  const joins = read
    .getSourceFiles()
    .filter(({ fileName }) => fileName.endsWith('/queries.ts') && basenameOf(fileName) !== 'query')
    .sort((one, other) => (one.fileName < other.fileName ? -1 : 1))
    .flatMap((file) => joinsIn(file));
  const answers = joins.map((join): [string, Schema] => [
    questionOf(join),
    schemas.fieldsOf(answerIn(checker, join)),
  ]);
  return {
    answers: sorted(answers),
    components: sorted([...schemas.components]),
    fields: sorted(joins.map((join) => [questionOf(join), saidOf(checker, join)])),
    words: sorted(Object.entries(wordLists(read))),
  };
};

const basenameOf = (file: string): string => dirname(file).split('/').at(-1) ?? '';

const sorted = <T>(named: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
  Object.fromEntries(named.toSorted(([one], [other]) => (one < other ? -1 : 1)));

const joinsIn = (node: ts.Node): readonly ts.CallExpression[] => {
  const found: ts.CallExpression[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isCallExpression(child) && JOINING.has(child.expression.getText()) && isWhole(child))
      found.push(child);
    found.push(...joinsIn(child));
  });
  return found;
};

/** And not asked right away by another. */
const isWhole = ({ parent }: ts.CallExpression): boolean => !ts.isPropertyAccessExpression(parent);

const questionOf = ({ arguments: [question] }: ts.CallExpression): string => question?.getText() ?? '';

const saidOf = (
  checker: ts.TypeChecker,
  { arguments: [question] }: ts.CallExpression,
): Readonly<Record<string, string>> => {
  if (question === undefined) return {};
  const asked = checker.getTypeAtLocation(question).getConstructSignatures()[0]?.getReturnType();
  const fields = asked === undefined ? [] : checker.getPropertiesOfType(asked);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const said = documented(field, checker);
      return said === undefined ? [] : [[field.name, said]];
    }),
  );
};

const answerIn = (checker: ts.TypeChecker, join: ts.CallExpression): ts.Type => {
  const answering = checker.getTypeAtLocation(join);
  const answer = checker.getTypeOfSymbol(answering.getProperty('answer') as ts.Symbol);
  const [signature] = answer.getCallSignatures();
  const answered = signature && checker.getAwaitedType(signature.getReturnType());
  if (answered === undefined) throw new Error(`what does ${questionOf(join)} answer?`);
  return answered;
};
