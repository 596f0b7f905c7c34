// 客户档案, 知识库 and 改进措施 at the demo desk.

import { type Clerk, twice, within } from '../clerk.ts';

export const customers: Clerk = {
  table: 'customers',
  // Somebody who has a file already is given one under another number.
  doubles: cells => ({ ...cells, customerNumber: `${cells['customerNumber']}B` }),
  begins: {
    rows: 10,
    row({ random, daysAgo, file }) {
      const { customer, product } = file();
      return {
        customerNumber: customer.number,
        customer: customer.name,
        level: customer.level,
        person: customer.person,
        contact: customer.contact,
        product: product.name,
        purchasedOn: daysAgo(random.deal('customers.bought', [1, 3, 6, 20, 45])),
        seenOn: daysAgo(random.deal('customers.seen', [0, 1, 4, 12, 28])),
        orders: random.deal('customers.orders', ['+20%', '0%', '-10%', '-60%']),
        tags: random.pick(['高复购率', '新客户', null]),
      };
    },
  },
  moves: {},
};

export const knowledge: Clerk = { table: 'knowledge', moves: {} };

export const improvements: Clerk = {
  table: 'improvements',
  doubles: twice,
  moves: {
    待落实: { after: within(100, 500), act: (_, { ago }) => ({ cells: { finishedAt: ago(5) } }) },
    待评估: {
      after: within(100, 400),
      act: () => ({ cells: { effect: '实施后同类问题明显减少' } }),
    },
  },
};
