/** Where the service listens, and whether it can. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Stop } from './command.ts'

const everywhere = ['0.0.0.0', '::', '*']

/** The address for a browser on this machine, without a slash at its end. */
export function localAddress(host: string, port: number): string {
  const name = everywhere.includes(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** The addresses for other machines: none unless the service listens everywhere. */
export function networkAddresses(host: string, port: number): string[] {
  if (!everywhere.includes(host)) return []
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const outside = all.filter(({ family, internal }) => family === 'IPv4' && !internal)
  return outside.map(({ address }) => `http://${address}:${port}`)
}

/** Throws a Stop that says why when nobody can listen there; port 0 always can. */
export async function expectFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  try {
    const listening = once(probe, 'listening')
    probe.listen({ host, port, exclusive: true })
    await listening
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Stop(reasons[code]?.(host, port) ?? `Cannot listen on ${host}:${port} (${code}).`)
  } finally {
    probe.close()
  }
}

const reasons: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is already in use. Stop the program that uses it, or set PORT.`,
  EACCES: (_, port) => `Port ${port} needs rights that this user does not have. Set another PORT.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (host) => `HOST ${host} is not an address of this machine.`,
}
