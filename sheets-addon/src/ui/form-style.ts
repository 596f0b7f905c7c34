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
