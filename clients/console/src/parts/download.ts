// A file that the person takes along.
export function download(name: string, bytes: Uint8Array<ArrayBuffer> | string, type = 'application/octet-stream'): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has it by then.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
