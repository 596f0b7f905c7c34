// `npm run build`: the page's bundle, the functions as they are deployed, and with `--docs` the pages that are written
// from tables and contract. The add-on is bundled where its service's address is known. Tests build without the page,
// so that one which was not brought up to date is found.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REQUEST_ERRORS } from '../functions/src/contract/request-error.ts';
import { referencePage } from '../functions/src/core/docs/reference-page.ts';
import { rightsPage } from '../functions/src/core/docs/rights-page.ts';
import { TABLES } from '../functions/src/core/tables/index.ts';
import { buildPage } from '../local/page/build.ts';
import { apiPage, CONTRACT_FILES } from './api-page.ts';
import { buildFunctions, ROOT } from './build-functions.ts';
import { readOperations } from './simulate/operations.ts';
import { scalePage } from './simulate/scale-page.ts';
import { readAllCases, readTemplates } from './templates/read.ts';

await buildPage(join(ROOT, 'dist', 'page'));
await buildFunctions();
if (process.argv.includes('--docs')) {
  const contract = CONTRACT_FILES.map(name =>
    readFileSync(join(ROOT, 'functions', 'src', 'contract', name), 'utf8'),
  );
  writeFileSync(join(ROOT, 'docs', 'tables.md'), referencePage(TABLES));
  const scale = join(ROOT, 'docs', 'scale.md');
  writeFileSync(scale, scalePage(readFileSync(scale, 'utf8'), readOperations()));
  writeFileSync(join(ROOT, 'docs', 'http-api.md'), apiPage(contract.join('\n'), REQUEST_ERRORS));
  writeFileSync(join(ROOT, 'docs', 'rights.md'), rightsPage(TABLES));
  writeFileSync(join(ROOT, 'docs', 'templates.md'), readTemplates(ROOT).page);
  writeFileSync(join(ROOT, 'docs', 'cases.md'), readAllCases(ROOT).page);
}
