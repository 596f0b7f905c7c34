// What people type into a cell that they have nothing to say in: it fills the cell and says nothing.

const SIGNS = /^[\s/\\|_.。…·、~?*#‐-―−-]+$/u;
const WORD = /[^\s,，.。;；、!！~…()[\]【】-]+/g;
const WORDS =
  /^(?:无|没|没有|暂无|暂时没有|暂未|暂缺|缺|空|略|同上|同前|同上一行|见上|如上|待定|待补|待补充|待填|待写|未填|未知|不知道|不清楚|不详|不适用|n\/?a|nil|null|none|tbd|todo|x{2,6}|×{1,6})$/i;
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
  if (bare.length <= SPACED && WORDS.test(bare)) return true;
  let words = 0;
  // One by one: of a long text the first word tells.
  for (const [word] of plain.matchAll(WORD)) {
    if (!WORDS.test(word)) return false;
    words += 1;
  }
  return words > 0;
}

/** Whether a cell holds something that a record can go by. */
export function isFilled(cell: string | number | boolean | null | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  return typeof cell !== 'string' || !isPlaceholder(cell);
}
