import 'reflect-metadata';
import { settingsFrom } from '@county/settings';
import { serve } from '@county/serving';

await serve(settingsFrom(process.env));
