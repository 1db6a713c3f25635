/** In an iframe: tells the page around it how high the survey is, and only the websites the survey lists. */
const watching = new ResizeObserver(tell)
addEventListener('gapwise:step', start)
start()

function start(): void {
  watching.disconnect()
  watching.observe(document.body)
}

function tell(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height)
  for (const origin of (document.body.dataset.parents ?? '').split(' '))
    if (origin) parent.postMessage({ type: 'gapwise:height', height }, origin)
}

export {}
