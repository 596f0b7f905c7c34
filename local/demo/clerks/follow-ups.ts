// 售后跟进 at the demo desk.

import { type Clerk, faultOf, lessons, twice, within } from '../clerk.ts';

export const followUps: Clerk = {
  table: 'followUps',
  doubles: twice,
  begins: {
    rows: 10,
    row({ random, ago, case: somebody }) {
      const { customer, product, story } = somebody();
      return {
        customerNumber: customer.number,
        customer: customer.name,
        person: customer.person,
        contact: customer.contact,
        product: `${product.name}（${product.model}）`,
        happenedAt: ago(random.between(30, 300)),
        description: story,
        priority: random.deal('followUps.priority', ['紧急', '重要', '一般', '一般']),
        handler: random.pick(['李伟', '王芳', '陈静']),
      };
    },
  },
  moves: {
    已受理: {
      after: within(0.5, 6),
      act: (_, { random }) => ({ cells: { type: random.pick(['售后支持', '售后支持', '投诉建议']) } }),
    },
    分析中: {
      after: within(2, 20),
      act: row => ({
        cells: {
          analysis: `${row.visits > 0 ? '复查：' : '初步判断为'}${faultOf(row).cause}`,
          solution: `李伟两个工作日内${faultOf(row).remedy}`,
        },
      }),
    },
    方案待确认: {
      after: within(2, 16),
      act(row, { random }) {
        const opinions = ['同意', '同意', '异议', '同意', '修改建议', '同意'];
        const opinion = row.visits > 0 ? '同意' : random.deal('followUps.opinion', opinions);
        const words = opinion === '同意' ? '“同意，最好上午来”' : '“希望先给备用机再修”';
        return { cells: { opinion, opinionWords: words } };
      },
    },
    执行中: {
      after: within(6, 40),
      act(row, { random, ago }) {
        const escalates = row.visits === 0 && random.deal('followUps.closing', [0, 0, 0, 0, 0, 0, 1]) === 1;
        return escalates
          ? { cells: { closing: '需升级' } }
          : {
              cells: {
                execution: `李伟上门：${faultOf(row).remedy}，客户当面试用正常`,
                executedAt: ago(5),
              },
            };
      },
    },
    需升级: {
      after: within(10, 40),
      act: () => ({ cells: { closing: '处理中' } }),
    },
    待回访: {
      after: within(10, 70),
      act(row, { random, ago }) {
        const score = row.visits > 0 ? 5 : random.deal('followUps.score', [5, 4, 5, 2, 4, 3]);
        const comment = score > 3 ? '“设备运行正常，感谢”' : '“问题还在，师傅说要再来一趟”';
        return { cells: { calledBackAt: ago(2), score, comment, closing: '已关闭' } };
      },
    },
    已关闭: lessons('售后跟进'),
  },
};
