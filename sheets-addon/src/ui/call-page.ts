// The page for whoever is on the phone, as HTML for the sidebar. What it does is in `sheets-addon/page`.

import type { CallPageData } from './call-page-data.ts';
import { dataPage } from './data-page.ts';
import { RECORD_STYLE } from './record-style.ts';

/** The page's script, as the bundler puts it in. */
declare const CALL_PAGE_SCRIPT: string;

const STYLE =
  '*{box-sizing:border-box}' +
  'html{scroll-padding-bottom:64px}' +
  'body{margin:0;padding:10px 12px 0;font:13px/1.5 Arial,"Microsoft YaHei","PingFang SC",sans-serif;color:#202124}' +
  'header{display:flex;justify-content:space-between;align-items:baseline}' +
  'header b{font:600 20px/1.2 monospace}' +
  '.greeting{margin:4px 0;padding:6px 8px;background:#e8f0fe;border-radius:6px}' +
  'details{margin:0 0 8px;color:#5f6368}' +
  'ol{margin:2px 0 0;padding-left:20px}' +
  '.field{margin:0 0 8px;padding:0;border:0;min-width:0}' +
  '.field>label,legend{display:block;padding:0;color:#5f6368}' +
  '.field.required>label::after,.field.required>legend::after{content:" *";color:#d93025}' +
  'input[type=text],textarea{width:100%;padding:5px 7px;border:1px solid #bdc1c6;border-radius:5px;font:inherit;color:inherit}' +
  'input[type=text]:focus,textarea:focus{outline:2px solid #1a73e8;border-color:transparent}' +
  'textarea{resize:vertical;min-height:52px}' +
  '.number input{font-size:17px;letter-spacing:1px}' +
  '.options{display:flex;flex-wrap:wrap;gap:4px}' +
  '.options label{padding:2px 8px;border:1px solid #bdc1c6;border-radius:12px;cursor:pointer}' +
  '.options input{position:absolute;opacity:0}' +
  '.options label:has(:checked){background:#1a73e8;border-color:#1a73e8;color:#fff}' +
  '.options:focus-within{outline:2px solid #8ab4f8;outline-offset:2px;border-radius:8px}' +
  '.options i{margin-right:4px;color:#80868b;font-style:normal;font-size:11px}' +
  '.options label:has(:checked) i{color:#fff}' +
  '.caller:empty{display:none}' +
  '.caller{margin:0 0 8px;padding:6px 8px;background:#f8f9fa;border:1px solid #e8eaed;border-radius:6px}' +
  '.caller p{margin:0}' +
  RECORD_STYLE +
  'button.main,button.other{padding:7px 14px;border:0;border-radius:5px;background:#1a73e8;color:#fff;font:inherit;cursor:pointer}' +
  'button.other{margin:4px 6px 0 0;padding:4px 10px;background:#e8f0fe;color:#174ea6}' +
  'button:disabled{opacity:.6}' +
  'footer{position:sticky;bottom:0;margin:0 -12px;padding:6px 12px 10px;background:#fff;border-top:1px solid #e8eaed;max-height:60vh;overflow:auto}' +
  '.notice:empty{display:none}' +
  '.notice{margin:8px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}' +
  '.notice.bad{color:#b3261e}' +
  '.notice.good{color:#137333}';

export const callPage = (data: CallPageData): string =>
  dataPage({ style: STYLE, id: 'call', script: CALL_PAGE_SCRIPT }, data);
