/**
 * What scales gain from script: a slider beside a number field, a pair that is cleared when it doesn't
 * apply, and the points still to share. Sent only with surveys that have such questions.
 */
addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return
  if (target.type === 'range') fieldOf(target, 'number').value = target.value
  follow(target)
  clear(target)
  showPointsLeft()
})
addEventListener('gapwise:step', start)
start()

function start(): void {
  document.querySelectorAll<HTMLInputElement>('.slide > [type=number]').forEach(addSlider)
  showPointsLeft()
}

/** A slider has no handle until there is a number: nothing to start from, nothing to mistake for an answer. */
function addSlider(field: HTMLInputElement): void {
  const slider = document.createElement('input')
  slider.type = 'range'
  for (const name of ['min', 'max', 'step'] as const) slider[name] = field[name]
  // For pointers only: keyboards and screen readers have the field, which says the same once.
  slider.tabIndex = -1
  slider.ariaHidden = 'true'
  field.before(slider)
  follow(field)
}

/** The field or the slider beside an input; the input itself where there is none. */
function fieldOf(input: HTMLInputElement, type: 'number' | 'range'): HTMLInputElement {
  return input.closest('.slide')?.querySelector<HTMLInputElement>(`[type=${type}]`) ?? input
}

/** The slider shows what its field holds. */
function follow(input: HTMLInputElement): void {
  const slider = fieldOf(input, 'range')
  const { value } = fieldOf(input, 'number')
  if (slider === input && input.type !== 'range') return
  slider.classList.toggle('unset', value === '')
  if (value !== '') slider.value = value
}

/** "Doesn't apply" clears its pair; a number chosen after all clears "doesn't apply". */
function clear(target: HTMLInputElement): void {
  const question = target.closest('.question')
  const box = question?.querySelector<HTMLInputElement>('.na [type=checkbox]')
  if (!question || !box) return
  if (box !== target) box.checked = false
  else if (box.checked)
    for (const other of question.querySelectorAll<HTMLInputElement>('.row input,[type=number]')) {
      if (other.type === 'radio') other.checked = false
      else other.value = ''
      follow(other)
    }
}

function showPointsLeft(): void {
  for (const line of document.querySelectorAll<HTMLElement>('[data-total]')) {
    const shares = line.parentElement?.querySelectorAll<HTMLInputElement>('.share input') ?? []
    let left = Number(line.dataset.total)
    for (const share of shares) left -= Number(share.value)
    const isBegun = left !== Number(line.dataset.total)
    const text = line.closest('form')?.dataset.points ?? ''
    line.textContent = isBegun ? text.replace('0', `${Math.round(left * 100) / 100}`) : ''
  }
}

export {}
