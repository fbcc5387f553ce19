// A software authenticator for the webauthn scenarios: ES256 keys, attestation format "none".
// compute directives:
//   {"passkey":"create","key":"k1","challenge":"{{challenge}}","origin":"http://a","rpId":"a", ...}  -> a registration credential (JSON object)
//   {"passkey":"get",   "key":"k1","challenge":"{{challenge}}","origin":"http://a","rpId":"a", ...}  -> an assertion credential
// The key pair and the credential id are derived from a seed ("key" + "scope", use {{appId}}), so that a later step can use the same passkey.
// Optional: "counter" (default 0/1), "flags" (default: UP|UV|AT for create, UP|UV for get), "tamper": true (breaks the signature).
import { createECDH, createHash, createPrivateKey, sign } from 'node:crypto';

const b64 = (buf) => Buffer.from(buf).toString('base64url');
const sha256 = (data) => createHash('sha256').update(data).digest();

function keyPair(seed) {
  const d = sha256('passkey ' + seed);
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(d);
  const pub = ecdh.getPublicKey();
  const [x, y] = [pub.subarray(1, 33), pub.subarray(33)];
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', d: b64(d), x: b64(x), y: b64(y) },
  });
  return { key, x, y, id: sha256('credential ' + seed) };
}
// --- the little CBOR that is needed: maps, byte strings, text strings, integers
function head(major, n) {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  if (n < 256) return Buffer.from([(major << 5) | 24, n]);
  return Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}
function cbor(v) {
  if (typeof v === 'number') return v >= 0 ? head(0, v) : head(1, -1 - v);
  if (Buffer.isBuffer(v)) return Buffer.concat([head(2, v.length), v]);
  if (typeof v === 'string') return Buffer.concat([head(3, Buffer.byteLength(v)), Buffer.from(v)]);
  return Buffer.concat([head(5, v.size), ...[...v].flatMap(([k, w]) => [cbor(k), cbor(w)])]);
}
function authData(rpId, flags, counter, extra = Buffer.alloc(0)) {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, extra]);
}

export function authenticator({
  passkey,
  key,
  scope = '',
  challenge,
  origin,
  rpId,
  counter,
  flags,
  tamper,
  userHandle,
}) {
  const pair = keyPair(key + '/' + scope);
  const clientData = (type) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const common = {
    id: b64(pair.id),
    rawId: b64(pair.id),
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
  };
  if (passkey === 'create') {
    const cose = cbor(
      new Map([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, pair.x],
        [-3, pair.y],
      ]),
    );
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, pair.id.length]), pair.id, cose]);
    const data = authData(rpId, flags ?? 0x45, counter ?? 0, credential);
    const attestationObject = cbor(
      new Map([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]),
    );
    return {
      ...common,
      response: {
        clientDataJSON: b64(clientData('webauthn.create')),
        attestationObject: b64(attestationObject),
        transports: ['internal'],
      },
    };
  }
  const client = clientData('webauthn.get');
  const data = authData(rpId, flags ?? 0x05, counter ?? 1);
  const signature = sign('sha256', Buffer.concat([data, sha256(client)]), pair.key);
  if (tamper) signature[signature.length - 1] ^= 1;
  return {
    ...common,
    response: {
      clientDataJSON: b64(client),
      authenticatorData: b64(data),
      signature: b64(signature),
      userHandle: userHandle ?? b64(Buffer.from('user')),
    },
  };
}
