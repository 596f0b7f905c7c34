// The page that takes records out, as HTML for a dialog. What it does is in `sheets-addon/page/export`.
import { dataPage } from './data-page.ts';
import type { ExportPageData } from './export-page-data.ts';
import { FORM_STYLE } from './form-style.ts';

/** The page's script, as the bundler puts it in. */
declare const EXPORT_PAGE_SCRIPT: string;

const STYLE =
  '.check{display:flex;gap:6px;align-items:center}' +
  '.files{display:grid;gap:6px;margin:0 0 12px;max-height:190px;overflow:auto}' +
  '.files a{color:#1a73e8}' +
  'footer{justify-content:flex-end}';

export const exportPage = (data: ExportPageData): string =>
  dataPage({ style: FORM_STYLE + STYLE, id: 'export', script: EXPORT_PAGE_SCRIPT }, data);
