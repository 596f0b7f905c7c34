// What the add-on says of a tab as a whole: of its columns, and of copies that the desk does not watch.

export const TAB_TEXTS = {
  missingTab: (title: string) =>
    `找不到“${title}”表，可能已被删除。请点菜单“扩展程序 → 售后服务台 → 启用服务台”重新建立。`,
  missingHeader: (title: string, label: string, letters = '', header = '') =>
    `“${title}”表的第 1 行找不到列“${label}”，修改的内容没有发送。${header && `${letters} 列“${header}”如果就是它，`}请把表头改回“${label}”，再点“重新发送未同步的行”。`,
  columnUnread: (label: string, header: string) =>
    `自定义列“${label}”的表头${header === '' ? '被清空了' : `改成了“${header}”`}，这一列的内容不再保存。请改回“${label}”；要换名称，请在“设置”页的“自定义列”改。`,
  headerTwice: (title: string, label: string, letters: string[]) =>
    `“${title}”表有 ${letters.length} 列的表头都是“${label}”（${letters.join('、')} 列），不知道以哪一列为准，本表暂停保存，修改的行会标为待同步。请删掉多出的列，或改掉它的表头，之后会自动继续保存。多出的列里如有完整的联系方式，请一并删掉。`,
  unwatchedTab: (title: string, watched: string) =>
    `“${title}”是“${watched}”表的副本，服务台不处理这里的内容，什么都不会保存或提醒。请到“${watched}”表填写。`,
  unwatchedRow: '本页不保存',
  unserved: '未启用，不保存',
  unservedSheet:
    '这份表格还没有启用服务台（可能是复制来的副本）：在这里填写的内容不会保存，也不会计时或提醒，原来的表格不受影响。请到原来的表格填写；要把这一份用作新的服务台，请点菜单“扩展程序 → 售后服务台 → 启用服务台”。',
} as const;
