import { readFileSync, renameSync } from 'node:fs';
import { committedDocument, type Document } from './resolved';
import { complaint, unacknowledged } from './unacknowledged';

/** Puts a document that was just generated in the place of the committed one, unless it breaks callers and nobody has said why. */
const [, , generated = ''] = process.argv;
const after = JSON.parse(readFileSync(generated, 'utf8')) as Document;
const said = complaint(unacknowledged(committedDocument(), after));
if (said === null) renameSync(generated, 'openapi.json');
else {
  console.error(`${said}\n(what was generated lies in ${generated})`);
  process.exitCode = 1;
}
