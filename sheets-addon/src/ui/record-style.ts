// The look of records as lines that lead to their rows.

export const RECORD_STYLE =
  '.record{display:block;width:100%;margin:0 0 4px;padding:3px 6px;border:0;border-left:3px solid #dadce0;background:none;font:inherit;text-align:left;cursor:pointer;overflow-wrap:anywhere}' +
  '.record:hover,.record:focus{background:#e8f0fe}' +
  '.record.open{border-color:#f9ab00}' +
  '.record.file{border-color:#188038}' +
  '.record small{display:block;color:#5f6368}';
