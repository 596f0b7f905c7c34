// The page that changes many rows, as HTML for a dialog. What it does is in `sheets-addon/page/bulk`.
import type { BulkPageData } from './bulk-page-data.ts';
import { dataPage } from './data-page.ts';
import { STEPS_STYLE } from './form-style.ts';

/** The page's script, as the bundler puts it in. */
declare const BULK_PAGE_SCRIPT: string;

const STYLE =
  '.choices{grid-template-columns:64px 1fr}' +
  'td.box{width:28px}' +
  'td.number{white-space:nowrap}' +
  'tr.off td{color:#80868b}' +
  'tr.refused td{background:#fef7f6}' +
  'td .why{color:#b3261e}' +
  'td p{margin:0}';

export const bulkPage = (data: BulkPageData): string =>
  dataPage({ style: STEPS_STYLE + STYLE, id: 'bulk', script: BULK_PAGE_SCRIPT }, data);
