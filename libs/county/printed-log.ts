import type { Log } from '@projection/log';

const ORDER = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** One JSON line on standard error for each message of the chosen level or above, with the part of the house it is of. */
export const printedLog = (level: string, part = 'projector'): Log => {
  const printer = (own: 'info' | 'warn' | 'error') => (message: string) => {
    if (ORDER.indexOf(own) < ORDER.indexOf(level)) return;
    process.stderr.write(
      `${JSON.stringify({ level: own, time: new Date().toISOString(), part, message })}\n`,
    );
  };
  return { info: printer('info'), warn: printer('warn'), error: printer('error') };
};
