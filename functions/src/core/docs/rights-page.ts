// The reference page of who may do what, as the one table says it.

import { DESK_ROLES, RIGHT_WORDS, RIGHTS, type RoleName, type Scope } from '../desk/rights.ts';
import type { RightName } from '../schema/right.ts';
import { staffColumns, type Table } from '../schema/table.ts';

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  none: '–',
  own: '本人的',
  department: '本部门的',
  all: '全部',
};

/** The page, in Markdown. */
export function rightsPage(tables: readonly Table[]): string {
  const roles = Object.keys(RIGHTS) as RoleName[];
  const rights = Object.keys(RIGHT_WORDS) as RightName[];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const signed = tables.flatMap(table =>
    staffColumns(table).flatMap(({ label, right }) =>
      right
        ? [line([table.title, label, right.values?.join('、') ?? '任何内容', RIGHT_WORDS[right.of]])]
        : [],
    ),
  );
  return [
    '# Who may do what',
    '',
    'Written by `npm run build` from `functions/src/core/desk/rights.ts`. Whose record: one’s own is what one handles or',
    'has registered, a department’s is what its head answers for. Roles add up. Whoever is marked 离职 has no right at all.',
    '',
    line(['', ...roles]),
    line(['---', ...roles.map(() => '---')]),
    ...rights.map(right =>
      line([RIGHT_WORDS[right], ...roles.map(role => SCOPE_WORDS[RIGHTS[role][right]])]),
    ),
    '',
    `${DESK_ROLES.join(', ')} are no roles of the people tab: they follow from the desk, from 设置`,
    'and from joining by the spreadsheet.',
    '',
    '## Cells that carry a right',
    '',
    'They need somebody who is known: by an own token (menu), or vouched for by the account whose triggers send for the',
    'desk, and in the people tab. Where Google tells no editor, 以本人身份保存本行 in the menu does it. People and settings',
    'need 修改人员和设置 throughout.',
    '',
    line(['表', '列', '内容', '需要的权限']),
    line(['---', '---', '---', '---']),
    ...signed,
    '',
  ].join('\n');
}
