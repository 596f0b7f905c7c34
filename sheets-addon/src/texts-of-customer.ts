// Every Chinese sentence of the add-on about all records of one customer.

export const CUSTOMER_TEXTS = {
  title: '本行客户的全部记录',
  hint: '各表的记录，最近的在前；点一条就到那一行，已移出表的会放回。',
  open: '条未了结，共 ',
  all: ' 条',
  more: '还有更早的没有列出，请用“查找记录”。',
  only: '只有本行这一条。',
} as const;
