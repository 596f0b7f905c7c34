// What went wrong, in words for a person: Chinese, and what to do. The details stand in the browser's console.

import { RefusedError, ScriptFailure } from '../server.ts';

const CHINESE = /\p{Script=Han}/u;

/** The workbook's refusals that a person can cause. They are worded as Google's API words them. */
const REFUSALS: readonly [RegExp, string][] = [
  [/can't delete all/, '表格至少要留下一行和一列，冻结的不算'],
  [/^Rows or columns moved/, '别人同时增删了行或列，请再做一次'],
  [/protected cell or object/, '这里受保护，您不能修改，请联系表格的所有者'],
  [/too far behind/, '页面落后太多，已重新读取，请再做一次'],
  [/bytes$/, '内容太多，请分几次放进来'],
  [/clock only goes forward/, '时钟只能往前拨'],
  [/clock goes up to/, '时钟最多拨到 2099 年底'],
  [/duration/i, '看不懂这个时长，请填分钟数，如 90'],
];

const SCRIPT_FAILURES: readonly [RegExp, string][] = [
  [/maximum execution time/, '运行太久，已被中止，请稍后再试'],
  [/was closed/, '服务台正在结束'],
];

/** Keeps what a person need not read where whoever mends it looks. */
export function keepDetail(detail: unknown): void {
  // oxlint-disable-next-line no-console -- the console is the only log that a page has
  console.error(detail);
}

/** The sentence for a failure, without a full stop. */
export function reasonOf(error: unknown): string {
  keepDetail(error);
  const message = error instanceof Error ? error.message : String(error);
  if (CHINESE.test(message)) return message.replace(/^Exception: /, '');
  if (error instanceof ScriptFailure) return worded(message, SCRIPT_FAILURES) ?? '插件出错了，请再试一次';
  if (error instanceof RefusedError) {
    if (error.status >= 500) return '服务台暂时没有回应，请稍后再试';
    return worded(message, REFUSALS) ?? '服务台没有接受这个操作';
  }
  // What fetch says when nobody is there.
  if (error instanceof TypeError && /fetch/i.test(message)) return '连接不上服务台，请看看运行它的终端窗口';
  return '页面出错了，请刷新页面（F5），已保存的内容都在';
}

const worded = (message: string, words: readonly [RegExp, string][]): string | undefined =>
  words.find(([pattern]) => pattern.test(message))?.[1];

/** Browsers report these without anything being wrong. https://www.w3.org/TR/resize-observer/#deliver-resize-error */
const HARMLESS = /^ResizeObserver loop/;
const QUIET_MS = 10_000;

/** Tells of errors that nobody caught, not more often than a person can read. */
export function tellOfErrors(tell: (text: string) => void): void {
  let told = Number.NEGATIVE_INFINITY;
  const hear = (error: unknown) => {
    const text = `${reasonOf(error)}。`;
    if (performance.now() - told < QUIET_MS) return;
    told = performance.now();
    tell(text);
  };
  addEventListener('error', ({ error, message }) => {
    if (!HARMLESS.test(message)) hear(error ?? message);
  });
  addEventListener('unhandledrejection', ({ reason }) => hear(reason));
}
