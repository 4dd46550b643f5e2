import type { OpenAPIObject } from '@nestjs/swagger';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, object>;
  readonly tags?: readonly string[];
  /** Absent where nobody is asked for a role: to sign in, to read what a problem means. */
  readonly 'x-roles'?: readonly string[];
}

interface Use {
  readonly status: string;
  readonly response: object;
  readonly operations: Operation[];
  readonly kinds: Set<string>;
}

/** What every route answers alike is written once and referred to, by a name that does not change with its text, so that the document stays readable. */
export const namedProblems = ({ paths }: OpenAPIObject): Readonly<Record<string, object>> => {
  const uses = new Map<string, Use>();
  for (const { get, post } of Object.values(paths)) {
    if (get !== undefined) note(get as unknown as Operation, 'Question', uses);
    if (post !== undefined) note(post as unknown as Operation, 'Command', uses);
  }
  const shared: Record<string, object> = {};
  for (const use of [...uses.values()].sort((a, b) => b.operations.length - a.operations.length)) {
    const name = nameOf(use, shared);
    shared[name] = use.response;
    for (const { responses } of use.operations)
      responses[use.status] = { $ref: `#/components/responses/${name}` };
  }
  return shared;
};

const note = (operation: Operation, routed: string, uses: Map<string, Use>): void => {
  const kind = operation['x-roles'] === undefined ? englishOf(operation.tags) : routed;
  for (const [status, response] of Object.entries(operation.responses)) {
    if (status < '400') continue;
    const text = `${status} ${JSON.stringify(response)}`;
    const use = uses.get(text) ?? { status, response, operations: [], kinds: new Set() };
    use.operations.push(operation);
    use.kinds.add(kind);
    uses.set(text, use);
  }
};

const englishOf = (tags: readonly string[] = []): string => tags.join(' ').split(' ').at(-1) ?? '';

/** After the status; where routes answer it otherwise than most, after the kind of routes or the first of them. */
const nameOf = ({ status, operations, kinds }: Use, taken: object): string => {
  const [kind = '', ...others] = kinds;
  const [{ operationId } = { operationId: '' }] = operations;
  const ofKind = operations.length > 1 ? [`Of${kind}`] : [];
  const names = [...(others.length > 0 ? [''] : ofKind), `Of${operationId}`];
  const free = names.map((name) => `Problem${status}${name}`).find((name) => !(name in taken));
  if (free === undefined) throw new Error(`${operationId} answers ${status} in two ways`);
  return free;
};
