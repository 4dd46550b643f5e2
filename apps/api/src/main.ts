import 'reflect-metadata';
import { settingsFrom } from '@county/settings';
import { serve } from '@county/serving';
import { saying } from '@county/starting';

await saying(() => serve(settingsFrom(process.env)));
