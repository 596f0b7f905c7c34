// Firestore's limits, https://docs.cloud.google.com/firestore/quotas, as numbers.

export const LIMITS = {
  documentBytes: 1_048_576,
  /** Of a string or bytes value: 1 MiB - 89 bytes. */
  valueBytes: 1_048_487,
  documentNameBytes: 6_144,
  idBytes: 1_500,
  fieldPathBytes: 1_500,
  /** Maps and arrays within each other. */
  depth: 20,
  subcollectionDepth: 100,
  /** Of a value that queries look at. */
  indexedBytes: 1_500,
  /** Values of an `in`, and branches of a query after its ORs are spread out. */
  disjunctions: 30,
  /** Values of a `not-in`. */
  notIn: 10,
  transformsPerDocument: 500,
  requestBytes: 11_534_336,
} as const;
