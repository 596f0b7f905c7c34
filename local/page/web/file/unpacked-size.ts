// How much a zip file comes to when it is unpacked: counted while it is, for what its directory says may be a lie.
import { FileProblem } from './problem.ts';

/**
 * Signatures of the end of the directory and of its entries.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** Bytes of the end record, of an entry and of the header before an entry's data, without names. */
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEADER_BYTES = 30;
const DEFLATED = 8;

/**
 * Refuses a file that is larger than so many bytes when it is unpacked.
 * @throws FileProblem also for one that is no whole zip file
 */
export async function refuseLargeZip(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<void> {
  let left = maxBytes;
  for (const { data, isDeflated } of entriesOf(bytes)) {
    left -= isDeflated ? await inflatedSize(data, left) : data.length;
    if (left < 0) throw new FileProblem('文件解压之后太大，没有读入。请分成几个文件');
  }
}

function* entriesOf(
  bytes: Uint8Array<ArrayBuffer>,
): Generator<{ data: Uint8Array<ArrayBuffer>; isDeflated: boolean }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new FileProblem('文件不完整，可能没有传完');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY)
      throw new FileProblem('文件不完整，可能没有传完');
    const size = view.getUint32(at + 20, true);
    const header = view.getUint32(at + 42, true);
    if (header + HEADER_BYTES > bytes.length) throw new FileProblem('文件不完整，可能没有传完');
    const start =
      header + HEADER_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    yield {
      data: bytes.subarray(start, start + size),
      isDeflated: view.getUint16(at + 10, true) === DEFLATED,
    };
    at +=
      ENTRY_BYTES +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
  }
}

/** Bytes of what is deflated; it is left off beyond `enough`. */
async function inflatedSize(data: Uint8Array<ArrayBuffer>, enough: number): Promise<number> {
  const unpacked = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = unpacked.getReader();
  let size = 0;
  try {
    for (let part = await reader.read(); !part.done && size <= enough; part = await reader.read())
      size += part.value.length;
  } catch {
    throw new FileProblem('文件已经损坏，打不开');
  }
  await reader.cancel();
  return size;
}
