// What people type into a cell that they have nothing to say in: it fills the cell and says nothing.

/** Signs without a word; not ticks and stars, with which people answer, nor quotation marks and boxes, left empty. */
const SIGNS = /^[\s/\\|_.,。…·•、~?!*#+=<>^‐-―−-]+$/u;
const WORD = /[^\s,，.。;；、!！~…()[\]【】《》<>/-]+/g;
const NOTHING =
  /^(?:(?:暂?[无無]){1,3}|没|[没沒]有|[没沒](?:什么|啥)|[还還]?没有|暂时没有|暂未|暂缺|缺|空|空白|省?略|不适用|不涉及|n[/\\]?a|nil|null|none|x{2,6}|×{1,6})(?:内容|备注|数据|信息)?$/i;
const ABOVE = /^(?:[同见如][上前](?:文|述|所述|条|行|一[条行])?|〃|々)$/;
const LATER = /^(?:待(?:定|查|补|补充|填|填写|写|核实)|[尚还]?未填写?|tbd|todo)$/i;
const UNKNOWN = /^(?:原因)?(?:待查|未知|不明|不详|(?:暂|还|尚)?不(?:清楚|知道?))$/;
const FORMS = [NOTHING, ABOVE, LATER, UNKNOWN];
const saysNothing = (word: string) => FORMS.some(form => form.test(word));
/** Blanks within a short word hide none of it: 同 上, N / A. */
const SPACED = 6;

/**
 * Whether a text is there for the sake of the cell only: `/`, `——`, `无`, `N/A`, `同上`, also several of them in a row.
 */
export function isPlaceholder(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return false;
  if (SIGNS.test(plain)) return true;
  const bare = plain.replace(/^["'“‘「]+|["'”’」]+$/g, '').replace(/\s/g, '');
  if (bare.length <= SPACED && saysNothing(bare.replace(/[。.]+$/, '').replace(/^n\.a$/i, 'na'))) return true;
  let words = 0;
  // One by one: of a long text the first word tells.
  for (const [word] of plain.matchAll(WORD)) {
    if (!saysNothing(word)) return false;
    words += 1;
  }
  return words > 0;
}

/** Whether a cell holds something that a record can go by. */
export function isFilled(cell: string | number | boolean | null | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  return typeof cell !== 'string' || !isPlaceholder(cell);
}
