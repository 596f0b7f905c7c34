// `npm run build`: the page's bundle, the functions as they are deployed, and the reference page of the tables. The add-on is bundled where its service's address is known.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePage } from '../functions/src/core/docs/reference-page.ts';
import { TABLES } from '../functions/src/core/tables/index.ts';
import { buildPage } from '../local/page/build.ts';
import { buildFunctions, ROOT } from './build-functions.ts';

await buildPage(join(ROOT, 'dist', 'page'));
buildFunctions();
mkdirSync(join(ROOT, 'docs'), { recursive: true });
writeFileSync(join(ROOT, 'docs', 'tables.md'), referencePage(TABLES));
