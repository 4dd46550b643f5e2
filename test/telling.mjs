/** What a run was on, in lines for whoever reads its end. */

const ENGINE = /\b(?:sqlite|eventstoredb|mongodb)\b(?: \([^)]*\))?/;
const ROUND = /^round \d+: is whole after a (kill|freeze) of (\S+)/;
const OURS = ['api', 'projector'];

const fileOf = (name) => name.replace(/^.*[\\/](?=test[\\/])/, '');

const ran = (results, folders) =>
  (results?.testResults ?? [])
    .filter(({ name }) => folders.test(name))
    .flatMap((file) =>
      file.assertionResults.filter(({ status }) => status === 'passed' || status === 'failed'),
    );

/** A contract names in its title the engine that it was asked of: a given server, or what stands in for one. */
export const enginesIn = (results) => {
  const counts = new Map();
  for (const { ancestorTitles } of ran(results, /[\\/]test[\\/](?:contract|engines)[\\/]/)) {
    const [engine] =
      ENGINE.exec(ancestorTitles.filter((title) => / (?:on|contract:) /.test(title)).join()) ?? [];
    if (engine !== undefined) counts.set(engine, (counts.get(engine) ?? 0) + 1);
  }
  const said = [...counts].map(([engine, count]) => `${engine} ${count}`);
  const absent = ['sqlite', 'eventstoredb', 'mongodb'].filter(
    (name) => !said.some((one) => one.startsWith(name)),
  );
  return [`engines: ${[...said, ...absent.map((name) => `${name} NOT RUN`)].join(', ')}`];
};

/** Which suites had what stands in for a server, though one was given; and which were left out, in whole or in part. */
export const shortfallsIn = (results, env) => {
  const files = results?.testResults ?? [];
  const standsIn = [
    ...(env.TEST_EVENT_STORE_URL ? ['stand-in'] : []),
    ...(env.TEST_READ_STORE_URL ? ['SecantusDB'] : []),
  ];
  const isOn = ({ ancestorTitles }) => standsIn.some((name) => ancestorTitles.join().includes(name));
  const stoodIn = files.filter(({ assertionResults }) => assertionResults.some(isOn));
  const skipped = files.flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').length;
    return count > 0 ? [`${fileOf(name)} ${count}`] : [];
  });
  return [
    ...(stoodIn.length > 0
      ? [
          `ATTENTION: a server was given, and a stand-in taken by ${stoodIn.map(({ name }) => fileOf(name)).join(', ')}`,
        ]
      : []),
    ...(skipped.length > 0 ? [`skipped: ${skipped.join(', ')}`] : []),
  ];
};

export const roundsIn = (results) => {
  const all = ran(results, /[\\/]test[\\/]faults[\\/]/);
  const rounds = all.flatMap(({ title }) => [ROUND.exec(title) ?? []]).filter(([found]) => found);
  const killed = rounds.filter(([, how, target]) => how === 'kill' && OURS.includes(target));
  const isOnMongo = all.some(({ ancestorTitles }) => / and mongodb/.test(ancestorTitles.join()));
  return [
    `fault rounds: ${rounds.length}, in ${killed.length} of them a process of ours was killed`,
    ...(isOnMongo
      ? []
      : ['ATTENTION: no MongoDB could be had, so the fault rounds and the sharing on one were NOT RUN']),
  ];
};
