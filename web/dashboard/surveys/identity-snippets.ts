/** How a website's server signs who is answering: hex HMAC-SHA-256 of the id and the sorted segments. Pure. */
export const SIGNING_LANGUAGES = ['node', 'php', 'python'] as const
export type SigningLanguage = (typeof SIGNING_LANGUAGES)[number]

/** A function to paste into the website's own server; the key stands in its environment, never in a page. */
export const SIGNING: Readonly<Record<SigningLanguage, string>> = {
  node: `const { createHmac } = require('node:crypto')
const sign = (id, segments = {}) => createHmac('sha256', process.env.GAPWISE_IDENTITY_KEY)
  .update(id + Object.entries(segments).map(([name, value]) => \`\\n\${name}=\${value}\`).sort().join(''))
  .digest('hex')`,
  php: `function sign($id, $segments = []) {
  $lines = [];
  foreach ($segments as $name => $value) $lines[] = "\\n$name=$value";
  sort($lines, SORT_STRING);
  return hash_hmac('sha256', $id . implode('', $lines), getenv('GAPWISE_IDENTITY_KEY'));
}`,
  python: `import hashlib, hmac, os
def sign(id, segments={}):
    lines = sorted(f"\\n{name}={value}" for name, value in segments.items())
    key = os.environ["GAPWISE_IDENTITY_KEY"].encode()
    return hmac.new(key, (id + "".join(lines)).encode(), hashlib.sha256).hexdigest()`,
}

/** What the page then says, before or after the widget's own line. */
export const IDENTIFY = `<script>
  window.gapwise = window.gapwise || function () { (gapwise.q = gapwise.q || []).push(arguments) }
  gapwise('identify', { customer: 'C-1001', signature: '…' })
</script>`
