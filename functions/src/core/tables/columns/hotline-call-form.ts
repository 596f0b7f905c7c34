// How a row of 热线记录 is begun while the customer is on the phone: the order of talking of template 002.

import type { CallFormRule } from '../../schema/call-form.ts';

export const HOTLINE_CALL_FORM: CallFormRule = {
  outline: [
    '先问号码和姓名，核对档案和未了结的记录',
    '问清时间、地点、经过、结果，边听边记',
    '复述一遍，问客户希望怎样解决',
    '告知由谁处理、多久回复，致谢',
  ],
  fields: ['contact', 'customer', 'order', 'product', 'type', 'description', 'request', 'urgency'],
  rang: 'calledAt',
  file: 'customerNumber',
  alike: 'type',
};
