/** A mail as the lines that travel by SMTP (RFC 5322, MIME): two parts in base64, so that every line is short ASCII. */
import type { Mail } from './send.ts'
import type { Mailbox } from './set-up.ts'

/**
 * @param now when it is sent, in ms
 * @returns lines ended by CRLF; header values must have passed `headerFault`
 */
export function messageOf(from: Mailbox, mail: Mail, now: number): string {
  const boundary = `=_${mail.idempotencyKey}`
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const headers = {
    From: written(from),
    To: `<${asAscii(mail.to)}>`,
    Subject: encoded(mail.subject),
    Date: new Date(now).toUTCString().replace('GMT', '+0000'),
    // The same at every try, so that whoever gets it twice can tell.
    'Message-ID': `<${mail.idempotencyKey}@${asciiDomain(domain)}>`,
    ...mail.headers,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  }
  const part = (type: string, content: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64(content.replace(/\r?\n/g, '\r\n')).match(/.{1,76}/g) ?? []),
  ]
  return [
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    ...part('text/plain', mail.text),
    ...part('text/html', mail.html),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

/** A line that begins with a dot gets a second one, since a dot alone ends the mail (RFC 5321, 4.5.2). */
export const dotStuffed = (message: string): string => message.replace(/^\./gm, '..')

/** A header value that is not plain ASCII as encoded words of at most 75 characters (RFC 2047). */
export function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text
  const words: string[] = []
  let chunk = ''
  for (const character of text) {
    if (utf8.encode(chunk + character).length > MOST_IN_A_WORD) {
      words.push(chunk)
      chunk = ''
    }
    chunk += character
  }
  return [...words, chunk].map((word) => `=?UTF-8?B?${base64(word)}?=`).join('\r\n ')
}

/** Bytes whose base64, with what stands around it, is not longer than an encoded word may be. */
const MOST_IN_A_WORD = 45

const written = ({ name, address }: Mailbox): string => {
  if (name === '') return `<${asAscii(address)}>`
  const isPlain = /^[\w !#$%&'*+/=?^`{|}~-]*$/.test(name)
  const quoted = isPlain ? name : `"${name.replace(/["\\]/g, '\\$&')}"`
  return `${/^[\x20-\x7e]*$/.test(name) ? quoted : encoded(name)} <${asAscii(address)}>`
}

/** An address with its domain in ASCII. The part before the @ stays: only its own server may say what it means. */
export function asAscii(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${asciiDomain(address.slice(at + 1))}`
}

const asciiDomain = (domain: string): string =>
  URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain

const utf8 = new TextEncoder()
const base64 = (text: string): string => utf8.encode(text).toBase64()
