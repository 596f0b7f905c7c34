// 投诉记录 at the demo desk.

import { type Clerk, faultOf, lessons, twice, within } from '../clerk.ts';

const KINDS = ['服务态度', '流程效率', '产品质量', '解决方案', '产品质量', '其他'];

export const complaints: Clerk = {
  table: 'complaints',
  doubles: twice,
  begins: {
    rows: 9,
    slips: [{ type: '态度' }, { description: '服务不好' }],
    row({ random, ago, case: somebody }) {
      const { customer, story } = somebody();
      return {
        customer: customer.name,
        contact: customer.contact,
        type: random.deal('complaints.type', KINDS),
        happenedAt: ago(random.between(60, 900)),
        place: `${customer.place}门店`,
        description: story,
        request: random.pick(['要求书面道歉', '要求赔偿误工费', '要求换新并说明原因']),
      };
    },
  },
  moves: {
    已受理: {
      after: within(1, 8),
      act: (_, { random }) => ({
        cells: { verification: random.pick(['调取通话录音', '查看门店监控', '核对物流单']) },
      }),
    },
    核实中: {
      after: within(3, 24),
      act: (row, { random }) => ({
        cells: {
          finding: `情况属实：${faultOf(row).event}`,
          cause: faultOf(row).cause,
          liability: random.deal('complaints.liability', ['企业内部', '企业内部', '第三方', '客户误解']),
          department: random.pick(['运营部', '品控部', '客服部']),
        },
      }),
    },
    已判责: {
      after: within(2, 20),
      act(row, { random }) {
        const refuses = row.visits === 0 && random.deal('complaints.accepted', [0, 0, 0, 1]) === 1;
        const offer = row.visits > 0 ? '，并延长保修半年' : '';
        return { cells: { plan: `${faultOf(row).remedy}${offer}`, accepted: refuses ? '不接受' : '接受' } };
      },
    },
    方案执行中: {
      after: within(8, 50),
      act: (row, { ago }) => ({ cells: { result: `已${faultOf(row).remedy}`, finishedAt: ago(5) } }),
    },
    待回访: {
      after: within(10, 60),
      act(row, { random, ago }) {
        const score = row.visits > 0 ? 4 : random.deal('complaints.score', [4, 5, 3, 2, 4]);
        return { cells: { calledBackAt: ago(2), score, correction: faultOf(row).measure } };
      },
    },
    已归档: lessons('投诉记录'),
  },
};
