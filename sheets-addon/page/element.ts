// Makes elements of the page; text is never read as HTML.

/** An element with these properties, and with these inside it. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
}

/** The label of something to choose or to fill in, tied to it by its name. */
export function labelled(text: string, of: HTMLElement & { name: string }): HTMLLabelElement {
  of.id = `choice-${of.name}`;
  return element('label', { htmlFor: of.id }, text);
}

/** Things to choose or to fill in, each behind its label. */
export const choices = (
  ...fields: readonly (readonly [text: string, field: HTMLElement & { name: string }])[]
): HTMLDivElement =>
  element(
    'div',
    { className: 'choices' },
    ...fields.flatMap(([text, field]) => [labelled(text, field), field]),
  );

/** A choice by this name among values, each shown as its text. */
export function selectOf(
  name: string,
  options: readonly (readonly [value: string, text: string])[],
): HTMLSelectElement {
  return element('select', { name }, ...options.map(([value, text]) => element('option', { value }, text)));
}
