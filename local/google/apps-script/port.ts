// Sends a text or plain data to another thread.

export function send(port: { postMessage(message: unknown): void }, message: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin, a window has
  port.postMessage(message);
}
