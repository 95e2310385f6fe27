// Receipts of audit entries, kept apart from the database as the edge keeps them: "<when> <receipt>", one a line.
import { createWriteStream } from 'node:fs';

const RECEIPT = /^[A-Za-z0-9+/]{1,4000}={0,2}$/;

export class ReceiptFile {
  constructor(file) {
    this.stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  }

  keep(receipt) {
    if (!RECEIPT.test(receipt)) return;
    this.stream.write(`${new Date().toISOString().replace(/\.\d+Z$/, '+00:00')} ${receipt.replace(/=+$/, '')}\n`);
  }
}
