// What Google refuses a script, in words for whoever started it. Its exceptions are English, and none tells what to do.

const CHINESE = /[一-鿿]/;

const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [
    /protected cell or object/,
    '这里设了保护范围，您的帐号不能写入。请表格所有者让您可以编辑这一页的所有列（包括隐藏的），再试一次',
  ],
  [/data validation rules/, '有一格设了拒绝输入的数据验证，写不进去。请把它改成显示警告，再试一次'],
  [
    /too many times|quota|too much computer time|limit/i,
    '用量到了 Google 的限额，请过一会儿再试，最迟明天恢复',
  ],
  [/execution time|timed? ?out/i, '运行太久，已被中止，请再试一次'],
  [/authoriz|permission/i, '您的帐号没有授权，请重新打开表格，点“启用服务台”授权后再试'],
];

/** The sentence for a failure of which only this message is known. */
export function failedBy(message: string): string {
  if (CHINESE.test(message)) return `出错了：${message}`;
  const [, words = '请再试一次；总是这样时，请告诉管理员'] =
    REFUSALS.find(([pattern]) => pattern.test(message)) ?? [];
  return `出错了：${words}。`;
}
