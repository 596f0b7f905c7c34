// What is said to customers, as supervisors write it: `{客户}` stands for the customer's name, `{产品|您的产品}` for the
// product or for these words where none is known.

/** What may stand in braces. */
export const PLACEHOLDERS = [
  '客户',
  '公司',
  '产品',
  '问题',
  '方案',
  '处理人',
  '回访人',
  '时间',
  '记录',
  '知识',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

const IN_BRACES = /\{([^{}|]*)(?:\|([^{}]*))?\}/g;

/** The first thing in braces that nothing is known of, or a brace without its other; none where all is well. */
export function unknownPlaceholder(text: string): string | undefined {
  const unknown = [...text.matchAll(IN_BRACES)].find(([, name = '']) => !isKnownBlank(name.trim()));
  return unknown?.[0] ?? /[{}]/.exec(text.replace(IN_BRACES, ''))?.[0];
}

/** The text with what is known put in, and the words after the stroke where it is not. */
export function filledIn(text: string, known: Readonly<Partial<Record<Placeholder, string>>>): string {
  return text.replace(IN_BRACES, (_, name: string, words: string | undefined) => {
    const placeholder = name.trim();
    return (isKnownBlank(placeholder) ? known[placeholder] : undefined) || (words ?? '');
  });
}

const isKnownBlank = (name: string): name is Placeholder => PLACEHOLDERS.some(each => each === name);
