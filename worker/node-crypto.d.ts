/** The few parts of node:crypto in use, so that the Worker sees no other Node types. */
declare module 'node:crypto' {
  interface Digest {
    update(text: string): Digest
    digest(): Uint8Array
    digest(encoding: 'hex' | 'base64url' | 'base64'): string
  }
  export function createHmac(algorithm: 'sha256', key: Uint8Array): Digest
  export function createHash(algorithm: 'sha256'): Digest
  export function randomBytes(length: number): Uint8Array
  export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean
  export function scrypt(
    password: string,
    salt: Uint8Array,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
}
declare module 'node:zlib' {
  export function brotliCompressSync(text: string): Uint8Array<ArrayBuffer>
}
