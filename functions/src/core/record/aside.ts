// What is noted of a record that is set aside because it cannot be decided.

import type { Instant } from '../lib/time.ts';

/** Why a record cannot be decided, and the sentence for it. */
export const FAULTS = {
  table: '服务台已没有这张表。',
  state: '记录的状态已不在这张表的状态之中。',
  column: '记录中有已经取消的列，里面还有内容。',
  option: '记录中有已经取消的选项。',
  broken: '保存的内容不完整，无法识别。',
  failed: '处理这条记录时出了错。',
} as const;
export type AsideFault = keyof typeof FAULTS;

/** How a record was set aside: nothing is decided of it until the program or the configuration is another one. */
export interface Aside {
  since: Instant;
  fault: AsideFault;
  /** Release of the program that could not decide it. */
  release: string;
  /** That release and the version of the configuration together. */
  by: string;
}
