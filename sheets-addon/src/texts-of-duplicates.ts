// Every Chinese sentence of the add-on about joining a row to another one. It must not know tables or columns.

export const DUPLICATE_TEXTS = {
  title: '合并到另一行',
  none: '选中的行里没有已保存的记录。请先选中要合并的一行或两行，再点“合并到另一行”。',
  tooMany: (rows: number) =>
    `选中了 ${rows} 行。一次只能把一行合并到另一行：请只选两行（按住 Ctrl 可以选不相连的行），或只选重复的那一行。`,
  into: (number: string) => `${number} 要合并到哪一行？\n请写要保留的那一行的编号，例如 20240512001：`,
  part: (told: string) => `${told}\n\n要取消合并，恢复成单独的一行吗？`,
  /** What becomes of two rows, and which way round. */
  choose: (kept: string, gone: string, told: string) =>
    `${told}\n\n按“是”这样合并；按“否”反过来，保留 ${gone}、作废 ${kept}。`,
  sure: (told: string) => `${told}\n\n确定合并吗？以后可以取消。`,
  refused: (told: string) => `没有合并，什么都没有改：\n${told}`,
  joined: '已合并。要取消，请选中作废的那一行，再点“合并到另一行”。',
} as const;

/** What is said where no rows of a table are selected. */
export const DUPLICATE_TOLD = {
  noTable: '这一页不是服务台的表。请打开要合并的行所在的表，选中一行或两行，再点“合并到另一行”。',
  onlyHeader: '选中的是表头。请选中要合并的一行或两行，再点“合并到另一行”。',
  otherTable: '打开的已是另一张表。只能合并同一张表的行，请重新选择。',
} as const;
