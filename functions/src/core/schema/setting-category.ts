// The categories of settings and the form that the value of each takes.

export const SETTING_CATEGORIES = {
  企业: 'none',
  问题类型: 'limit',
  二级分类: 'ways',
  部门: 'channel',
  路由: 'none',
  故障说法: 'ways',
  紧急说法: 'ways',
  重要说法: 'ways',
  回访责任: 'none',
  话术: 'words',
  产品: 'months',
  时限: 'limit',
  参数: 'number',
  工作时间: 'windows',
  节假日: 'day',
  自定义列: 'column',
  通知: 'quiet',
  通知渠道: 'none',
  保存期限: 'years',
} as const satisfies Record<
  string,
  | 'limit'
  | 'none'
  | 'ways'
  | 'words'
  | 'channel'
  | 'quiet'
  | 'months'
  | 'years'
  | 'number'
  | 'windows'
  | 'day'
  | 'column'
>;

export type SettingCategory = keyof typeof SETTING_CATEGORIES;
