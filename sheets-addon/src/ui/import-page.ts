// The page that takes past records in, as HTML for a dialog. What it does is in `sheets-addon/page/import`.
import { dataPage } from './data-page.ts';
import { FORM_STYLE } from './form-style.ts';
import type { ImportPageData } from './import-page-data.ts';

/** The page's script, as the bundler puts it in. */
declare const IMPORT_PAGE_SCRIPT: string;

const STYLE =
  '.scroll{max-height:300px;overflow:auto;margin:0 0 10px;border:1px solid #e8eaed;border-radius:6px}' +
  'table{width:100%;border-collapse:collapse}' +
  'th,td{padding:4px 8px;border-bottom:1px solid #e8eaed;text-align:left;vertical-align:top}' +
  'th{position:sticky;top:0;background:#f8f9fa;color:#5f6368;font-weight:400;white-space:nowrap}' +
  'td{overflow-wrap:anywhere}' +
  'td.sample{max-width:220px;color:#5f6368;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}' +
  'td.number,th.number{width:64px}' +
  'tr.left td{color:#80868b}' +
  '.tag{padding:0 6px;border-radius:8px;background:#e8f0fe;color:#174ea6;font-size:12px;white-space:nowrap}' +
  '.tag.contained{background:#fef7e0;color:#8a5300}' +
  '.counts{display:flex;gap:8px;margin:0 0 10px}' +
  '.counts div{flex:1;padding:6px 10px;border:1px solid #e8eaed;border-radius:6px;color:#5f6368}' +
  '.counts b{display:block;font-size:20px;line-height:1.3;color:#202124}' +
  '.counts .good b{color:#137333}' +
  '.counts .bad b{color:#b3261e}' +
  'progress{width:100%;height:10px;margin:4px 0 8px}';

export const importPage = (data: ImportPageData): string =>
  dataPage({ style: FORM_STYLE + STYLE, id: 'import', script: IMPORT_PAGE_SCRIPT }, data);
