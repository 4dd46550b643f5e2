/** Every event of the package is in the sealed log, and no stream that is whole lacks one. */
import { check, fail } from './faults.mjs';
import { linesOf } from './files.mjs';
import { hashOf } from './hashing.mjs';
import { NO_HASH } from './seals.mjs';
import { leafOf, rootFrom } from './tree.mjs';

const NOTHING_YET = { revision: -1, hash: NO_HASH, packed: 0 };

/** Behind the event before it in its stream. Of what is withheld nothing says what it follows but the event behind it. */
const checkPlace = (at, { stream, revision, hash, previousHash }, ends) => {
  const end = ends.get(stream) ?? NOTHING_YET;
  check(revision > end.revision, at, `does not come behind revision ${end.revision} of ${stream}`);
  const isNext = revision === end.revision + 1 && previousHash !== undefined;
  check(!isNext || previousHash === end.hash, at, `does not follow revision ${end.revision} of ${stream}`);
  ends.set(stream, { revision, hash, packed: end.packed + 1 });
};

/** What is withheld may show its place and never its content. */
const checkedHash = (at, { event, stream, revision, hash }, ends) => {
  if (event !== undefined) {
    check(hashOf(event) === event.metadata.hash, at, 'the hash of the event is not that of its content');
    const { previousHash, hash: own } = event.metadata;
    checkPlace(at, { stream: event.stream, revision: event.revision, hash: own, previousHash }, ends);
    return own;
  }
  if (stream !== undefined) checkPlace(at, { stream, revision, hash }, ends);
  return hash;
};

const kindOf = ({ event, masked }) =>
  event !== undefined ? 'events' : masked === undefined ? 'withheld' : 'masked';

/** An event that is masked for the recipient, or withheld, is proved by its hash. */
export const checkEvents = async (folder, { treeSize: size, root }) => {
  const proofs = linesOf(folder, 'proofs.jsonl');
  const [ends, counted] = [new Map(), { events: 0, masked: 0, withheld: 0 }];
  let before = -1;
  for await (const { place, content } of linesOf(folder, 'events.jsonl')) {
    const { index } = content;
    counted[kindOf(content)] += 1;
    const leaf = leafOf(checkedHash(place, content, ends));
    const { index: proved, path = [] } = (await proofs.next()).value?.content ?? {};
    const isThere = proved === index && rootFrom({ leaf, index, size, path }) === root;
    check(isThere && index > before, place, `is not event ${index + 1} of the sealed log`);
    before = index;
  }
  check((await proofs.next()).done, 'proofs.jsonl', 'proves more than there is');
  return { counted, ends };
};

const checkStream = (place, { stream, last, packed }, { revision = -1, packed: found = 0 }) => {
  check(found === packed, place, `${packed} events of ${stream} were packed, ${found} are there`);
  const isThere = packed === last + 1;
  const endsThere = isThere ? revision === last : revision <= last;
  check(endsThere, place, `${stream} does not end at revision ${last}`);
  return isThere;
};

/** Each stream is there from revision 0 to its end where the package says so, and the stream of the subject always. */
export const checkStreams = async (folder, ends, { subject }) => {
  const wholes = new Set();
  let partly = 0;
  for await (const { place, content } of linesOf(folder, 'streams.jsonl')) {
    if (checkStream(place, content, ends.get(content.stream) ?? {})) wholes.add(content.stream);
    else partly += 1;
    ends.delete(content.stream);
  }
  for (const stream of ends.keys()) fail('streams.jsonl', `does not name ${stream}`);
  const isSubjectThere = subject.stream === undefined || wholes.has(subject.stream);
  check(isSubjectThere, 'streams.jsonl', `${subject.stream} is not there from its beginning to its end`);
  return { whole: wholes.size, partly };
};
