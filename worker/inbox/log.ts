/** One JSON object a line, for whoever runs Gapwise. */
export function log(what: string, error: unknown): void {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  console.warn(JSON.stringify({ level: 'warn', room: 'inbox', what, message }))
}
