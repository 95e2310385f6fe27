// Records of an archived month: place (8 bytes), length (4 bytes), canonical bytes.
export function* records(bytes) {
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at + 8);
    yield { seq: Number(bytes.readBigUInt64BE(at)), canonical: bytes.subarray(at + 12, at + 12 + length) };
    at += 12 + length;
  }
}

export function record({ seq, canonical }) {
  const head = Buffer.alloc(12);
  head.writeBigUInt64BE(BigInt(seq));
  head.writeUInt32BE(canonical.length, 8);
  return Buffer.concat([head, canonical]);
}
