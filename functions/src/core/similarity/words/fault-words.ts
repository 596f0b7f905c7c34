// How a class of faults is listed. In a way of saying it `…` stands for a few signs of the same clause, `~` for some
// more, `@` for words that say that something cannot be done, and `!{冲水|冲}` for each way of saying that it does not
// do this: 不冲水, 冲不了, 没法冲, 冲水失灵.

/** A class of faults: its name, and ways of saying it, each part of a regular expression. */
export type FaultWords = readonly [name: string, ...ways: string[]];
