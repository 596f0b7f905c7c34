/** A file cannot be read; `message` is the Chinese sentence, without a full stop. */
export class FileProblem extends Error {
  override name = 'FileProblem';
}
