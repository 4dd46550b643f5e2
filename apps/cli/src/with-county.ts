import { openCounty, type County } from '@county/county';
import { settingsFrom } from '@county/settings';

/** Opens the county that the environment names, and closes it whatever happens. */
export const withCounty = async <T>(work: (county: County) => Promise<T>): Promise<T> => {
  const county = openCounty(settingsFrom(process.env));
  try {
    return await work(county);
  } finally {
    await county.close();
  }
};

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
