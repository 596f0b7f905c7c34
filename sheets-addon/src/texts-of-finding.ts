// Every Chinese sentence of the add-on about finding records. It must not know tables or columns.

export const FIND_TEXTS = {
  find: '要找的记录编号（几个用空格隔开）、订单号或产品序列号，或者客户的：完整的电话或邮箱、电话后四位、客户编号、完整的姓名；也可以写描述、备注里的词，几个词用空格隔开：',
  foundNone:
    '没有找到。编号、订单号和姓名要写完整；电话写完整的号码，或者只写后四位；带 * 号的找不到。按文字找，至少写两个字，“处理”“客户”这样到处都有的词不算；很长的内容只找得到前面一部分。',
  found: (count: number, back: number, others: readonly string[], more: boolean) =>
    [
      `找到 ${count} 条，光标在第一条上。`,
      ...(others.length > 0 ? [`其余：${others.join('、')}${count > others.length + 1 ? ' 等' : ''}。`] : []),
      ...(more ? ['还有更早的：再加一个词，可以找得更准。'] : []),
      ...(back > 0 ? [`${back} 条不在表中，已放回表的末尾，至少留 30 天。`] : []),
    ].join(''),
} as const;
