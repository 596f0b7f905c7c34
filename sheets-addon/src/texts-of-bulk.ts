// Every Chinese sentence of the add-on about many rows at once. It must not know tables or columns.

import type { BulkAction } from '../../functions/src/contract/bulk.ts';

/** The page that changes many rows. */
export const BULK_TEXTS = {
  title: '批量修改选中的行',
  handOverTitle: '交接一位同事的全部工作',
  whose: '交接谁的',
  handOverHint:
    '各表中他负责的、没有了结的记录，连同回访和时限，一次交给接手的人：“人员”中的代理人，没有则同部门在岗的同事。下一步逐条列出交给谁，可以去掉；做完可以整批撤销。',
  away: '（不在岗）',
  listing: '正在找他名下的记录……',
  hasNothing: '各表中没有他负责的、没有了结的记录。',
  handOverWhat: '交接：',
  handOverMore: '一次最多交接 500 条，其余的做完这一批再来一次。',
  looking: '正在看选中了哪些行：第 ',
  of: ' 行，共 ',
  rowsWord: ' 行',
  chosen: '选中了 ',
  chosenOf: ' 条记录，在',
  action: '做什么',
  value: '改成',
  assign: '改派：',
  handOver: '交接（请假或离开）：',
  urgency: '改轻重缓急：',
  close: '关闭：',
  withdraw: '作废：',
  hint: '被筛选隐去的行不算在内；手动隐藏的行，和“筛选视图”里看不见的行，仍在选区里，下一步会逐行列出，可以去掉。',
  noChoice: '这张表没有可以一次改许多行的列。',
  look: '看看会怎样（不会保存）',
  back: '上一步',
  trying: '正在核对：第 ',
  row: '行',
  table: '表',
  number: '编号',
  what: '会怎样',
  why: '原因',
  changed: '会改',
  same: '不用改',
  refused: '不能改',
  sameAlready: '已经是这样，不用改。',
  go: '改 ',
  going: '正在修改：第 ',
  done: '改好了。',
  stopped: '没有全部做完，已改的和没改的都列在下面：',
  isChanged: '已改',
  notChanged: '没有改',
  undo: '撤销本次批量',
  undoing: '正在撤销：第 ',
  undone: '已撤销',
  notUndone: '没有撤销',
  undoneAll: '撤销好了。',
  undoneSome: '撤销好了，下面这些行保持现在的内容：',
  last: '上次批量：',
  undoLast: '撤销上次批量',
  goOn: '修改选中的行',
  shut: '关闭窗口',
  failed: '出错了：',
  drafts: '还没有保存成记录，不算在内：第 ',
  held: '放进了其他记录的内容，不算在内：第 ',
  twice: '与上面的行是同一条记录，只算一次：第 ',
  end: ' 行',
  none: '选中的行里没有已保存的记录。请先选中要改的行（按住 Ctrl 可以选不相连的行），再点这个菜单。',
  tooMany: '选中的记录超过 500 条。请分几次选，每次不超过 500 条。',
} as const;

export const BULK_TOLD = {
  noTable:
    '这一页不是服务台的表。请打开要改的那张表，选中要改的行，再点“批量修改选中的行”；一次只能改一张表。要把一位同事在各表的工作交给别人，请点“交接一位同事的全部工作”。',
  onlyHeader: '选中的是表头。请选中要改的行，再点“批量修改选中的行”。',
  otherTable:
    '打开的已是另一张表。一次只能改一张表：请关掉这个窗口，重新选中要改的行。要把一位同事在各表的工作交给别人，请点“交接一位同事的全部工作”。',
} as const;

/** What is done, as a person chooses it. */
export const actionText = (action: BulkAction, label: string): string => `${BULK_TEXTS[action]}${label}`;
