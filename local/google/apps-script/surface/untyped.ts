// The one place for what Google itself leaves untyped; nothing else belongs here.

/** What Google declares as `any`: an add-on that compiles against Google's types has to compile against ours. */
// oxlint-disable-next-line typescript/no-explicit-any -- `unknown` would refuse add-ons that Google's types accept
export type Untyped = any;
