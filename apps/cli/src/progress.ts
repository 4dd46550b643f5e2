import { Presets, SingleBar } from 'cli-progress';

/** A bar on standard error where a person watches; nothing where the output is piped. */
export const progressBar = (title: string) => {
  const format = `${title} [{bar}] {percentage}% | {value}/{total} | ETA {eta_formatted}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, noTTYOutput: false },
    Presets.legacy,
  );
  bar.start(1, 0);
  return {
    at: (done: number, total: number) => {
      bar.setTotal(total);
      bar.update(done);
    },
    end: () => {
      bar.stop();
    },
  };
};
