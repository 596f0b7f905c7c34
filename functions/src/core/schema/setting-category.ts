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

/** Categories that are looked at together, under the title of the filter view that shows them. */
export const SETTING_GROUPS: Readonly<Record<string, readonly SettingCategory[]>> = {
  '公司、部门和产品': ['企业', '部门', '产品'],
  分类和派单: ['问题类型', '二级分类', '路由', '回访责任'],
  时限和工作时间: ['时限', '参数', '工作时间', '节假日'],
  说法和话术: ['故障说法', '紧急说法', '重要说法', '话术'],
  '通知、保存和自定义列': ['通知', '通知渠道', '保存期限', '自定义列'],
};
