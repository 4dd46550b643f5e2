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

/** Where questions and commands are said, and the routes that are neither. */
const SAYING =
  /[/-](queries|commands)\.ts$|\/county\/.*controller\.ts$|\/(public-seals|problem-catalogue)\.ts$/;

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
    fileNames.filter((file) => SAYING.test(file)),
    options,
  );
};

/** Read from the types of the program, so that what is described is what the compiler has checked. */
export const answersOfProgram = (): Answers => {
  const read = program();
  const checker = read.getTypeChecker();
  const schemas = new TypeSchemas(checker);
  const files = read.getSourceFiles().toSorted(byName);
  const joins = files.filter(isOfModule).flatMap((file) => joinsIn(file));
  const routes = files.filter(({ fileName }) => SAYING.test(fileName)).flatMap((file) => routesIn(file));
  const answers = [
    ...joins.map((join) => [questionOf(join), answerIn(checker, join)] as const),
    ...routes.map(({ name, method }) => [name, answerBy(checker, method)] as const),
  ].map(([name, type]): [string, Schema] => [name, schemas.fieldsOf(type)]);
  return {
    answers: sorted(answers),
    components: sorted([...schemas.components]),
    fields: sorted(joins.map((join) => [questionOf(join), saidOf(checker, join)])),
    words: sorted(Object.entries(wordLists(read))),
  };
};

const byName = ({ fileName: one }: ts.SourceFile, { fileName: other }: ts.SourceFile): number =>
  one < other ? -1 : 1;

const isOfModule = ({ fileName }: ts.SourceFile): boolean =>
  fileName.endsWith('/queries.ts') && basenameOf(fileName) !== 'query';

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
  const answer = checker.getTypeOfSymbol(checker.getTypeAtLocation(join).getProperty('answer') as ts.Symbol);
  return returned(checker, answer.getCallSignatures()[0], questionOf(join));
};

interface Route {
  readonly name: string;
  readonly method: ts.MethodDeclaration;
}

/** Methods that say by `answered` what they are called. */
const routesIn = (file: ts.SourceFile): readonly Route[] =>
  file.statements
    .filter((statement) => ts.isClassDeclaration(statement))
    .flatMap(({ members }) => members.filter((member) => ts.isMethodDeclaration(member)))
    .flatMap((method) => answeredNames(method).map((name) => ({ name, method })));

const answeredNames = (method: ts.MethodDeclaration): readonly string[] =>
  (ts.getDecorators(method) ?? []).flatMap(({ expression }) => {
    if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'answered') return [];
    const [name] = expression.arguments;
    return name !== undefined && ts.isStringLiteral(name) ? [name.text] : [];
  });

const answerBy = (checker: ts.TypeChecker, method: ts.MethodDeclaration): ts.Type =>
  returned(checker, checker.getSignatureFromDeclaration(method), method.name.getText());

/** @throws Error where it is no function */
const returned = (checker: ts.TypeChecker, signature: ts.Signature | undefined, of: string): ts.Type => {
  const type = signature && checker.getAwaitedType(signature.getReturnType());
  if (type === undefined) throw new Error(`what does ${of} answer?`);
  return type;
};
