/**
 * Where webhooks may be sent: to public names over https. Addresses in digits are refused in every spelling, since URL parsing
 * makes one of them all. What a name leads to is judged by the network when the connection is made (docs/webhooks.md).
 */

export const ADDRESS_FAULTS = {
  'not-an-address': 'Not an address',
  'not-https': 'Needs https',
  'wrong-port': 'Only the ports 443 and 8443',
  'user-in-address': 'No user name or password in the address',
  'ip-address': 'Needs a name: addresses in digits are refused',
  'private-name': 'Names of private networks are refused',
  'own-host': 'This is where Gapwise itself answers',
} as const
export type AddressFault = keyof typeof ADDRESS_FAULTS

/** @param own hosts of this very service, as in a URL @returns why nothing may be sent there; null when it may */
export function addressFault(address: string, own: readonly string[]): AddressFault | null {
  if (!URL.canParse(address)) return 'not-an-address'
  const { protocol, username, password, port, hostname } = new URL(address)
  if (protocol !== 'https:') return 'not-https'
  if (username !== '' || password !== '') return 'user-in-address'
  if (!PORTS.includes(port)) return 'wrong-port'
  const host = bare(hostname)
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return 'ip-address'
  if (!host.includes('.') || PRIVATE.some((end) => host.endsWith(end))) return 'private-name'
  return own.some((each) => hostOf(each) === host) ? 'own-host' : null
}

/** As `URL` gives them: that of https itself is left out. */
const PORTS = ['', '8443']
const PRIVATE = [
  '.localhost',
  '.local',
  '.internal',
  '.intranet',
  '.private',
  '.corp',
  '.home',
  '.lan',
  '.localdomain',
  '.home.arpa',
]

const bare = (host: string) => host.toLowerCase().replace(/\.+$/, '')
const hostOf = (origin: string) => (URL.canParse(origin) ? bare(new URL(origin).hostname) : '')
