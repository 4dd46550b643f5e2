import 'reflect-metadata';
import { settingsToBegin } from '@county/settings';
import { serve } from '@county/serving';
import { saying } from '@county/starting';

await saying(() => serve(settingsToBegin(process.env)));
