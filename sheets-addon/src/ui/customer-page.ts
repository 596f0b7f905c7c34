// All records of a customer, as HTML for the sidebar. What it does is in `sheets-addon/page/customer`.
import type { CustomerPageData } from './customer-page-data.ts';
import { dataPage } from './data-page.ts';
import { RECORD_STYLE } from './record-style.ts';

/** The page's script, as the bundler puts it in. */
declare const CUSTOMER_PAGE_SCRIPT: string;

const STYLE =
  'body{margin:12px;font:13px/1.5 Arial,"Microsoft YaHei","PingFang SC",sans-serif;color:#202124}' +
  'p{margin:0 0 8px}' +
  '.hint{color:#5f6368}' +
  '.notice{position:sticky;bottom:0;padding:6px 0;background:#fff;white-space:pre-wrap}' +
  RECORD_STYLE;

export const customerPage = (data: CustomerPageData): string =>
  dataPage({ style: STYLE, id: 'customer', script: CUSTOMER_PAGE_SCRIPT }, data);
