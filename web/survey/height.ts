/** In an iframe: tells the page around it how high the survey is, and only the websites the survey lists. */
export function tellHeight(): void {
  const parents = document.body.dataset.parents
  if (!parents || parent === window) return
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height)
    for (const origin of parents.split(' '))
      parent.postMessage({ type: 'gapwise:height', height }, origin)
  }).observe(document.body)
}
