// The look that pages with choices and buttons share.

export const FORM_STYLE =
  '*{box-sizing:border-box}' +
  'body{margin:0;padding:12px 16px 0;font:13px/1.5 Arial,"Microsoft YaHei","PingFang SC",sans-serif;color:#202124}' +
  'p{margin:0 0 8px}' +
  '.hint{color:#5f6368}' +
  '.choices{display:grid;grid-template-columns:80px 1fr;gap:8px 12px;align-items:center;margin:12px 0;max-width:520px}' +
  'select,input[type=text],input[type=month]{width:100%;padding:4px 6px;border:1px solid #bdc1c6;border-radius:5px;background:#fff;font:inherit;color:inherit}' +
  'select:focus,input:focus,button:focus-visible{outline:2px solid #1a73e8;outline-offset:1px}' +
  'footer{position:sticky;bottom:0;display:flex;gap:8px;align-items:center;margin:0 -16px;padding:10px 16px;background:#fff;border-top:1px solid #e8eaed}' +
  'footer .notice{flex:1;white-space:pre-wrap}' +
  'button{padding:7px 16px;border:0;border-radius:5px;background:#e8f0fe;color:#174ea6;font:inherit;cursor:pointer}' +
  'button.main{background:#1a73e8;color:#fff}' +
  'button:disabled{opacity:.55;cursor:default}' +
  '.notice.bad{color:#b3261e}' +
  '.remark{padding:6px 10px;background:#fef7e0;border-radius:6px}' +
  '.remark.bad{background:#fce8e6;color:#b3261e}';

/** The same for pages of several steps: tables that scroll, counts, a bar. */
export const STEPS_STYLE =
  FORM_STYLE +
  '.scroll{max-height:300px;overflow:auto;margin:0 0 10px;border:1px solid #e8eaed;border-radius:6px}' +
  'table{width:100%;border-collapse:collapse}' +
  'th,td{padding:4px 8px;border-bottom:1px solid #e8eaed;text-align:left;vertical-align:top}' +
  'th{position:sticky;top:0;background:#f8f9fa;color:#5f6368;font-weight:400;white-space:nowrap}' +
  'td{overflow-wrap:anywhere}' +
  'td.number,th.number{width:64px}' +
  '.counts{display:flex;gap:8px;margin:0 0 10px}' +
  '.counts div{flex:1;padding:6px 10px;border:1px solid #e8eaed;border-radius:6px;color:#5f6368}' +
  '.counts b{display:block;font-size:20px;line-height:1.3;color:#202124}' +
  '.counts .good b{color:#137333}' +
  '.counts .bad b{color:#b3261e}' +
  'progress{width:100%;height:10px;margin:4px 0 8px}';
