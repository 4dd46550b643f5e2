import { createInterface } from 'node:readline';
import { startStandIn } from './server';

/** The stand-in as a process of its own: its port on standard output when it is ready, its manners as JSON lines on standard input. */
const [, , path = ':memory:', port = '0'] = process.argv;
const standIn = await startStandIn(path, Number(port));
createInterface({ input: process.stdin }).on('line', (line) => {
  Object.assign(standIn.manners, JSON.parse(line));
  process.stdout.write('"changed"\n');
});
process.stdout.write(`${String(standIn.port)}\n`);
