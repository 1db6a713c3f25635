declare module 'tar-fs' {
  /** Unpacks a tar archive written to it into a folder. */
  export function extract(folder: string): NodeJS.WritableStream
}
