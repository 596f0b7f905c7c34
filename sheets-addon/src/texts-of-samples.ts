// Every Chinese sentence of the add-on about sample rows. It must not know tables or columns.

/** Places that are named in a question. */
const MAX_NAMED = 10;

export const SAMPLE_TEXTS = {
  put: '放入示例行',
  remove: '移除全部示例行',
  putDone: (rows: number) =>
    `已放入 ${rows} 行示例，编号和保存状态都写着“示例”：不保存、不计时、不提醒、不计入统计，可以随便改着试。看完点菜单“移除全部示例行”。`,
  there: '表中已经有示例行了。看完点菜单“移除全部示例行”。',
  nonePut: '没有放入示例行：各表的设置与示例不合。',
  changed: (places: readonly string[]) =>
    `有 ${places.length} 行示例改动过：${places.slice(0, MAX_NAMED).join('、')}${
      places.length > MAX_NAMED ? ' 等' : ''
    }。也一并移除吗？选“否”，这些行留下：填上真实客户的姓名和完整号码，就成为正式记录。`,
  removed: (taken: number, left: number) =>
    [
      taken > 0 ? `已移除 ${taken} 行示例。` : '没有移除示例行。',
      ...(left > 0 ? [`留下 ${left} 行：改动过，或者批注、自己加的列里有内容。`] : []),
    ].join(''),
  noneThere: '表中没有示例行。',
} as const;
