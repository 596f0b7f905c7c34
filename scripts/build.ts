// `npm run build`: the page's bundle and the functions as they are deployed. The add-on is bundled where its service's address is known.

import { join } from 'node:path';
import { buildPage } from '../local/page/build.ts';
import { buildFunctions, ROOT } from './build-functions.ts';

await buildPage(join(ROOT, 'dist', 'page'));
buildFunctions();
