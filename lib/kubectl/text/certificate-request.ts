/**
 * The subject of a PKCS #10 request, read from its DER.
 * Not simulated: alternative names, keys and signatures.
 */

/** Pairs of an attribute's OID and its text; none for what is no request. */
export function readCertificateRequest(
  base64Pem: string,
): readonly (readonly [oid: string, value: string])[] {
  try {
    const pem = atob(base64Pem);
    const body = /-----BEGIN [A-Z ]+-----([\s\S]*?)-----END/.exec(pem)?.[1];
    if (body === undefined) return [];
    const text = atob(body.replace(/\s/g, ""));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const [request] = elementsOf(bytes);
    const [info] = elementsOf(request?.content ?? NOTHING);
    const name = elementsOf(info?.content ?? NOTHING)[1];
    return elementsOf(name?.content ?? NOTHING)
      .flatMap((set) => elementsOf(set.content))
      .map((pair) => elementsOf(pair.content))
      .map(([oid, value]) => [
        oidText(oid?.content ?? NOTHING),
        new TextDecoder().decode(value?.content ?? NOTHING),
      ]);
  } catch {
    return [];
  }
}

const NOTHING = new Uint8Array();

type Element = { readonly tag: number; readonly content: Uint8Array };

/** The elements of DER that follow each other. */
function elementsOf(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = [];
  let at = 0;
  while (at + 1 < bytes.length) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      length = 0;
      for (const byte of bytes.subarray(at, at + count)) length = length * 256 + byte;
      at += count;
    }
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

function oidText(bytes: Uint8Array): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length === 0) parts.push(Math.min(2, Math.trunc(value / 40)), value % 40);
    else parts.push(value);
    value = 0;
  }
  return parts.join(".");
}
