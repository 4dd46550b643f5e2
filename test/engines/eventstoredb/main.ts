import { createInterface } from 'node:readline';
import { startStandIn } from './server';

/** The stand-in as a process of its own: its port on standard output when it is ready, its manners as JSON lines on standard input. It ends with who started it. */
const [, , path = ':memory:', port = '0'] = process.argv;
const standIn = await startStandIn({ path, port: Number(port) });
const told = createInterface({ input: process.stdin });
told.on('line', (line) => {
  Object.assign(standIn.manners, JSON.parse(line));
  standIn.wake();
  process.stdout.write('"changed"\n');
});
told.on('close', () => process.exit());
process.stdout.write(`${String(standIn.port)}\n`);
