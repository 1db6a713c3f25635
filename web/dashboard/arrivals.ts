/** What comes from the service at about the same time is shown at once: each arrival alone would draw the whole room anew. */
const waiting: (() => void)[] = []

/** Calls back with the next frame, together with whatever else has arrived by then; at once where no frame is to come. */
export function withOthers(show: () => void): void {
  waiting.push(show)
  if (waiting.length > 1) return
  if (document.hidden) setTimeout(showAll)
  else requestAnimationFrame(showAll)
}

function showAll(): void {
  for (const show of waiting.splice(0)) show()
}
