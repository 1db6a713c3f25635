/** The line to a mail server: one command out, one reply in. */

/** The server said no, in its own words; code 0: we did. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** A server that talks longer than this says nothing we need. */
const MOST_REPLY = 64 * 1024

export class SmtpWire {
  #socket: Socket
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #writer: WritableStreamDefaultWriter<Uint8Array>
  #text = ''

  constructor(socket: Socket) {
    this.#socket = socket
    this.#reader = socket.readable.getReader()
    this.#writer = socket.writable.getWriter()
    // Told where it is read; unread it would be an error of nobody's.
    socket.closed.catch(() => {})
    socket.opened.catch(() => {})
  }

  /** Sends a line and waits for the reply. @throws Refusal unless the reply has this code */
  async ask(line: string, code: number): Promise<string> {
    await this.#writer.write(new TextEncoder().encode(`${line}\r\n`))
    return this.reply(code)
  }

  /** The next reply, without its codes, a line each. @throws Refusal for another code; Error when the line breaks */
  async reply(code: number): Promise<string> {
    const lines: string[] = []
    for (;;) {
      const line = await this.#line()
      const [, said = '', more = ' ', text = ''] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? []
      if (said === '') throw new Error('The server does not speak SMTP')
      lines.push(text)
      if (more === '-') continue
      if (Number(said) === code) return lines.join('\n')
      throw new Refusal(Number(said), `${said} ${lines.join(' ')}`)
    }
  }

  /** From here on in TLS. What came before belongs to whoever was on the line then, and is forgotten. */
  startTls(): void {
    this.#reader.releaseLock()
    this.#writer.releaseLock()
    this.#text = ''
    this.#socket = this.#socket.startTls()
    this.#socket.closed.catch(() => {})
    this.#socket.opened.catch(() => {})
    this.#reader = this.#socket.readable.getReader()
    this.#writer = this.#socket.writable.getWriter()
  }

  end(): void {
    this.#socket.close().catch(() => {})
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#text.indexOf('\n')
      if (end !== -1) {
        const line = this.#text.slice(0, end).replace(/\r$/, '')
        this.#text = this.#text.slice(end + 1)
        return line
      }
      const { value, done } = await this.#reader.read()
      if (done) throw new Error('The connection was closed')
      this.#text += new TextDecoder('latin1').decode(value)
      if (this.#text.length > MOST_REPLY) throw new Error('The server talks too much')
    }
  }
}
