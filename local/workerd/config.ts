/** The configuration workerd is started with: which services there are, and who reaches whom. */

export interface WorkerdConfig {
  /** Paths as seen from the folder of the configuration file. */
  workerScript: string
  assetsScript: string
  assetsList: string
  tickScript: string
  /** Names of the environment variables that become plain bindings of the Worker. */
  variables: string[]
  databaseUrl: string
  mailUrl: string | undefined
  /** Gets all webhooks, whatever their address (tests). */
  webhooksTo: string | undefined
  /** A certificate (PEM) that the mail server's may be signed by, beside those of browsers (tests). */
  mailCertificate: string | undefined
  /** Whether the Worker's own `fetch` may also reach this machine and private networks (tests). */
  reachPrivate: boolean
}

const compatibilityDate = '2026-07-30'

/** The Worker's Durable Objects: the name of the binding, and of the class. */
const objects = [
  ['INBOX', 'Inbox'],
  ['DIRECTORY', 'Directory'],
] as const

/**
 * As Cap'n Proto text. What keeps strangers out stands here:
 * `cf-connecting-ip` is taken from every request, since only Cloudflare may set it; the address of
 * the peer is in `request.cf.clientIp`. `fetch` reaches public addresses only, checked when the
 * connection is made, so a webhook cannot be aimed at this network (the denied ones are IPv6 shapes
 * of IPv4 addresses: NAT64, Teredo and 6to4); the database and the mail server, which the operator
 * named, have doors of their own.
 */
export const workerdConfig = (config: WorkerdConfig): string => `
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "gapwise", worker = (
      modules = [(name = "index.js", esModule = embed ${quoted(config.workerScript)})],
      compatibilityDate = "${compatibilityDate}",
      compatibilityFlags = ["nodejs_compat", "global_fetch_strictly_public"],
      bindings = [
        ${config.variables.map((name) => `(name = ${quoted(name)}, fromEnvironment = ${quoted(name)}),`).join('\n        ')}
        ${objects.map(([name, type]) => `(name = "${name}", durableObjectNamespace = "${type}"),`).join('\n        ')}
        (name = "ASSETS", service = "assets"),
        (name = "DATABASE", service = "database"),
        ${config.mailUrl === undefined ? '' : '(name = "MAIL", service = "mail"),'}
        ${config.webhooksTo === undefined ? '' : '(name = "WEBHOOKS", service = "sink"),'}
      ],
      durableObjectNamespaces = [
        ${objects.map(([name, type]) => `(className = "${type}", uniqueKey = "gapwise-${name.toLowerCase()}", enableSql = true),`).join('\n        ')}
      ],
      durableObjectStorage = (localDisk = "objects"),
    )),
    (name = "objects", disk = (writable = true)),
    (name = "internet", network = (
      allow = [${config.reachPrivate ? '"public", "private"' : '"public"'}],
      deny = ["64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"],
      tlsOptions = (trustBrowserCas = true),
    )),
    (name = "database", external = ${external(config.databaseUrl)}),
    ${config.webhooksTo === undefined ? '' : `(name = "sink", external = ${external(config.webhooksTo)}),`}
    ${config.mailUrl === undefined ? '' : `(name = "mail", ${mailDoor(config.mailUrl, config.mailCertificate)}),`}
    (name = "assets", worker = (
      modules = [
        (name = "assets.js", esModule = embed ${quoted(config.assetsScript)}),
        (name = "web.json", json = embed ${quoted(config.assetsList)}),
      ],
      compatibilityDate = "${compatibilityDate}",
      bindings = [(name = "FILES", service = "files"), (name = "COMPRESSED", service = "compressed")],
    )),
    (name = "files", disk = ()),
    (name = "compressed", disk = ()),
    (name = "tick", worker = (
      modules = [(name = "tick.js", esModule = embed ${quoted(config.tickScript)})],
      compatibilityDate = "${compatibilityDate}",
      compatibilityFlags = ["service_binding_extra_handlers"],
      bindings = [
        (name = "TOKEN", fromEnvironment = "TICK_TOKEN"),
        (name = "GAPWISE", service = "gapwise"),
      ],
    )),
  ],
  sockets = [
    (name = "public", service = "gapwise", http = (injectRequestHeaders = [(name = "cf-connecting-ip")])),
    (name = "tick", service = "tick", http = ()),
  ],
);
`

/** One server at a known address, over TLS when its address says so. */
function external(address: string): string {
  const { protocol, hostname, port } = new URL(address)
  const server = quoted(`${hostname}:${port || ports[protocol]}`)
  if (protocol === 'http:') return `(address = ${server}, http = ())`
  return `(address = ${server}, https = (${tls}, certificateHost = ${quoted(hostname)}))`
}

/**
 * A provider is one server. A mail server's line may become secret after it has begun (STARTTLS), which only a network
 * can do; through it the Worker connects to the address of MAIL_URL and to no other.
 */
function mailDoor(address: string, certificate: string | undefined): string {
  if (address.startsWith('http')) return `external = ${external(address)}`
  const trusted = certificate === undefined ? '' : `, trustedCertificates = [${pem(certificate)}]`
  return `network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true${trusted}))`
}

/** Text of several lines. */
const pem = (text: string) => `"${text.trim().replaceAll('\n', '\\n')}\\n"`

const tls = 'tlsOptions = (trustBrowserCas = true)'
const ports: Record<string, string> = {
  'http:': '80',
  'https:': '443',
  'libsql:': '443',
}

/** A string as Cap'n Proto text; paths, names and addresses have no control characters. */
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
