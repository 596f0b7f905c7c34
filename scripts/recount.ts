// `npm run recount`: counts all records of a desk anew, and mends its figures or (`--check`) only tells where they
// differ.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import {
  checkFigures,
  type Recount,
  recountFigures,
} from '../functions/src/actions/reports/recount-figures.ts';
import { firestoreOf } from '../functions/src/adapters/firestore/documents.ts';
import { FirestoreStore } from '../functions/src/adapters/firestore/store.ts';
import { contextOf } from '../functions/src/core/desk/desk.ts';

const HELP = `npm run recount -- [--check] [--data DIR] [--project ID --desk ID]
  --check    compare and print what differs; change nothing. Ends with 1 when something differs
  --data     data folder of the desk that runs on this machine (default .data)
  --project  Google Cloud project instead, with the credentials of gcloud
  --desk     id of the spreadsheet; without it the desk of the data folder`;

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    data: { type: 'string', default: '.data' },
    project: { type: 'string' },
    desk: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

interface Place {
  projectId: string;
  address: string | undefined;
  deskId: string;
}

/** What is read of `<data>/endpoints.json`. */
const endpoints = z.object({ firestore: z.string(), projectId: z.string(), spreadsheetId: z.string() });

if (options.help) say(HELP);
else await recount(place());

function place(): Place {
  const { project, desk } = options;
  if (project !== undefined && desk !== undefined)
    return { projectId: project, address: undefined, deskId: desk };
  const file = join(options.data, 'endpoints.json');
  if (project !== undefined || !existsSync(file)) {
    say(project === undefined ? `No desk runs here: there is no ${file}.` : '--project needs --desk.');
    say(`\n${HELP}`);
    process.exit(2);
  }
  const local = endpoints.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { projectId: local.projectId, address: local.firestore, deskId: desk ?? local.spreadsheetId };
}

async function recount({ projectId, address, deskId }: Place): Promise<void> {
  // Google's clients would look for a metadata server on this machine otherwise.
  if (address !== undefined) process.env.METADATA_SERVER_DETECTION = 'none';
  const client = firestoreOf(projectId, address);
  const store = new FirestoreStore(() => client);
  try {
    const stored = await store.desk(deskId);
    if (!stored) {
      say(`There is no desk ${deskId} in ${projectId}.`);
      process.exitCode = 2;
      return;
    }
    // Figures follow from records, tables and zone; holidays have had their say when the records were decided.
    const desk = contextOf(stored, []);
    tell(options.check ? await checkFigures({ store }, desk) : await recountFigures({ store }, desk));
  } finally {
    await client.terminate();
  }
}

function tell({ records, differences }: Recount): void {
  for (const { document, key, stands, counted } of differences)
    say(`${document}  ${key}: ${stands}, counted ${counted}`);
  const found =
    differences.length === 0
      ? 'The figures are what the records come to, to the last digit.'
      : `${differences.length} figures differ${options.check ? '.' : '; they are mended. The tabs show it when they are written next.'}`;
  say(`${records} records counted. ${found}`);
  if (options.check && differences.length > 0) process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
