import { Command } from 'commander';

export const demoCommand = new Command('demo').description(
  'fill an empty county with a demonstration and serve it',
);
