// Works out what the same two things make of each other once. Most rows of a laid-out tab are one and the same row.

/** Remembers by identity: whoever changes what was given, or what came of it, changes it for all. */
export function once<A, B, Result>(make: (a: A, b: B) => Result): (a: A, b: B) => Result {
  const made = new Map<A, Map<B, { result: Result }>>();
  let last: { a: A; b: B; result: Result } | undefined;
  return (a, b) => {
    // What follows one another is mostly the same: a thousand rows of one column cost one look.
    if (last && last.a === a && last.b === b) return last.result;
    const ofA = made.get(a) ?? new Map<B, { result: Result }>();
    const known = ofA.get(b) ?? { result: make(a, b) };
    made.set(a, ofA.set(b, known));
    last = { a, b, result: known.result };
    return known.result;
  };
}
