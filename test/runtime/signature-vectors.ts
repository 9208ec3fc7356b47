import type { Algorithm } from '../../runtime/src/verify/algorithms.js';

/** A published signature: whoever has the key verifies it over the content. */
export interface Vector {
  readonly name: string;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Hexadecimal. */
  readonly signature: string;
}

const text = (latin1: string) => Uint8Array.from(Buffer.from(latin1, 'latin1'));
const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'));
const repeat = (byte: number, length: number) => new Uint8Array(length).fill(byte);

/** The inputs of RFC 4231, section 4: test cases 1, 2, 3 and 6. */
const hmacInputs = [
  { name: 'case 1', key: repeat(0x0b, 20), content: text('Hi There') },
  { name: 'case 2', key: text('Jefe'), content: text('what do ya want for nothing?') },
  { name: 'case 3', key: repeat(0xaa, 20), content: repeat(0xdd, 50) },
  {
    name: 'case 6, a key longer than a block',
    key: repeat(0xaa, 131),
    content: text('Test Using Larger Than Block-Size Key - Hash Key First'),
  },
] as const;

const hmacVectors = (...signatures: readonly [string, string, string, string]): Vector[] =>
  hmacInputs.map((input, at) => ({ ...input, name: `RFC 4231 ${input.name}`, signature: signatures[at] ?? '' }));

export const vectors: Readonly<Record<Algorithm, readonly Vector[]>> = {
  'hmac-sha256': hmacVectors(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ),
  'hmac-sha512': hmacVectors(
    '87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854',
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    'fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb',
    '80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598',
  ),
  ed25519: [
    {
      name: 'RFC 8032, section 7.1, test 2',
      key: hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
      content: Uint8Array.of(0x72),
      signature:
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    },
  ],
};
