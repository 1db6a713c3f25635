/** At a counter: a survey left half-way begins anew for the next person. The thanks page goes back by itself. */

const IDLE_MS = 60_000
let timer: ReturnType<typeof setTimeout>

for (const event of ['pointerdown', 'keydown', 'input', 'scroll', 'gapwise:step'])
  addEventListener(event, wait, { passive: true })
wait()

function wait(): void {
  clearTimeout(timer)
  timer = setTimeout(begin, IDLE_MS)
}

function begin(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-home]')
  if (form?.dataset.home) location.replace(form.dataset.home)
}

export {}
