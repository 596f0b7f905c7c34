// 售后服务单 at the demo desk: typed, or opened by a complaint about quality.

import { type Clerk, faultOf, lessons, type Move, twice, within } from '../clerk.ts';

const inspect: Move = {
  after: within(3, 24),
  act: (row, { random }) => ({
    cells: {
      inspection: `${faultOf(row).cause}，其余部件正常`,
      cause: random.deal('serviceOrders.cause', ['质量问题', '使用不当', '自然老化', '质量问题', '人为损坏']),
      solution: faultOf(row).remedy,
    },
  }),
};

export const serviceOrders: Clerk = {
  table: 'serviceOrders',
  doubles: twice,
  begins: {
    rows: 8,
    row({ random, daysAgo, case: somebody }) {
      const { customer, product, story } = somebody();
      return {
        customer: customer.name,
        contact: customer.contact,
        proof: `订单号 ${random.between(10_000_000, 99_999_999)}`,
        product: product.name,
        model: product.model,
        purchasedOn: daysAgo(random.deal('serviceOrders.age', [20, 120, 300, 500, 900])),
        fault: story,
        request: random.deal('serviceOrders.request', ['维修', '更换', '退换货', '维修', '咨询', '其他']),
      };
    },
  },
  moves: {
    已登记: {
      after: within(1, 8),
      act: (row, { random }) => ({
        cells: {
          technician: random.pick(['李伟', '王芳', '孙强']),
          // What a complaint opened lacks what it never knew.
          ...(row.cells.product === null && { product: '净水器 A2' }),
          ...(row.cells.request === null && { request: '维修' }),
        },
      }),
    },
    检测中: inspect,
    方案已定: { after: within(2, 20), act: (_, { ago }) => ({ cells: { appointedAt: ago(-24 * 60) } }) },
    服务中: {
      after: within(20, 40),
      act: (row, { ago }) => ({
        cells: { process: `${faultOf(row).remedy}，用时 40 分钟`, finishedAt: ago(6) },
      }),
    },
    待客户确认: {
      after: within(1, 20),
      act(row, { random }) {
        const fails = row.visits === 0 && random.deal('serviceOrders.solved', [0, 0, 0, 0, 1]) === 1;
        return {
          cells: fails ? { solved: '否', unsolvedReason: '试用当晚又出现同样问题' } : { solved: '是' },
        };
      },
    },
    待回访: {
      after: within(20, 90),
      act: (_, { random, ago }) => ({
        cells: { calledBackAt: ago(3), comment: '“师傅很专业，机器正常”', score: random.pick([5, 4, 5, 3]) },
      }),
    },
    已关闭: lessons('售后服务单'),
  },
};
