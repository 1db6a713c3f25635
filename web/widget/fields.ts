/** What the fields of the form gain from script: sliders, counts, and a pair that can be greyed. */

/** A slider beside every number field of a range. It has no handle until there is a number: no place to start from. */
export function addSliders(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('.slide > input')) {
    const slider = document.createElement('input')
    slider.type = 'range'
    slider.min = field.min
    slider.max = field.max
    slider.step = field.step
    // For pointers only: keyboards and screen readers have the field, which says the same once.
    slider.tabIndex = -1
    slider.ariaHidden = 'true'
    field.before(slider)
    follow(field)
  }
}

/** The slider shows what its field holds. */
function follow(field: HTMLInputElement): void {
  const slider = field.previousElementSibling
  if (!(slider instanceof HTMLInputElement) || slider.type !== 'range') return
  slider.classList.toggle('unset', field.value === '')
  if (field.value !== '') slider.value = field.value
}

/** What one input means for its neighbours. */
export function afterInput(target: HTMLElement): void {
  if (!(target instanceof HTMLInputElement)) return
  const field = target.nextElementSibling
  if (target.type === 'range' && field instanceof HTMLInputElement) {
    field.value = target.value
    follow(field)
  } else follow(target)
  const question = target.closest('.question')
  const box = question?.querySelector<HTMLInputElement>('.na [type=checkbox]')
  if (!question || !box) return
  if (box !== target) box.checked = false
  else if (box.checked)
    for (const other of question.querySelectorAll<HTMLInputElement>(
      '.row input, .slide > [name]',
    )) {
      if (other.type === 'radio') other.checked = false
      else other.value = ''
      follow(other)
    }
}

/** Characters left, once few are; points left, as soon as some are given. */
export function showCounts(form: HTMLFormElement): void {
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('[data-most]')) {
    const left = Number(area.dataset.most) - [...area.value].length
    const line = area.nextElementSibling ?? document.createElement('p')
    line.className = 'hint'
    line.role = 'status'
    line.textContent = left < 200 ? filled(form.dataset.left, left) : ''
    if (!line.parentNode) area.after(line)
  }
  for (const line of form.querySelectorAll<HTMLElement>('[data-total]')) {
    const shares = line.parentElement?.querySelectorAll<HTMLInputElement>('.share input') ?? []
    const sum = [...shares].reduce((so, share) => so + Number(share.value), 0)
    const left = Number(line.dataset.total) - Math.round(sum * 100) / 100
    line.textContent = sum ? filled(form.dataset.points, left) : ''
  }
}

const filled = (text = '', n: number) => text.replace('{n}', String(n))
