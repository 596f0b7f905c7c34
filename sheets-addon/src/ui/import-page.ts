// The page that takes past records in, as HTML for a dialog. What it does is in `sheets-addon/page/import`.
import { dataPage } from './data-page.ts';
import { STEPS_STYLE } from './form-style.ts';
import type { ImportPageData } from './import-page-data.ts';

/** The page's script, as the bundler puts it in. */
declare const IMPORT_PAGE_SCRIPT: string;

const STYLE =
  'td.sample{max-width:220px;color:#5f6368;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}' +
  'tr.left td{color:#80868b}' +
  '.tag{padding:0 6px;border-radius:8px;background:#e8f0fe;color:#174ea6;font-size:12px;white-space:nowrap}' +
  '.tag.contained{background:#fef7e0;color:#8a5300}';

export const importPage = (data: ImportPageData): string =>
  dataPage({ style: STEPS_STYLE + STYLE, id: 'import', script: IMPORT_PAGE_SCRIPT }, data);
