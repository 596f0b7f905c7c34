// What a description may be asked to tell (template 002).

/** What a description tells. */
export type Aspect = '时间' | '地点' | '经过' | '结果';
