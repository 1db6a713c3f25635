/** Line icons of 18 px in the colour of their text; always beside a word, so hidden from assistive technology. */

const PATHS = {
  gaps: '',
  overview: 'M3 3h5v6H3zM10 3h5v3h-5zM10 8.5h5V15h-5zM3 11.5h5V15H3z',
  nps: 'M2.5 13a6.5 6.5 0 1 1 13 0M9 12.5l3-4',
  ratings: 'M9 2.5l2 4.2 4.5.6-3.3 3.2.8 4.6L9 12.9l-4 2.2.8-4.6L2.5 7.3 7 6.7z',
  choices: 'M3 3.5h4v4H3zM10 5.5h5M3 10.5h4v4H3zM10 12.5h5M4 12.5l.8.8L6.2 11.7',
  themes: 'M3 4.5h12M3 9h8M3 13.5h5',
  quality: 'M9 2.5l5.5 2v4.2c0 3.4-2.2 5.7-5.5 6.8-3.3-1.1-5.5-3.4-5.5-6.8V4.5zM6.3 9l2 2 3.4-3.8',
  complaints: 'M4 16V3M4 3.5h9.5l-2 3 2 3H4',
  compare: 'M2.5 3.5h5v11h-5zM10.5 3.5h5v11h-5z',
  responses: 'M3 4h12v8.5H8L5 15v-2.5H3z',
  surveys: 'M4 2.5h10v13H4zM6.5 6h5M6.5 9h5M6.5 12h3',
  customers:
    'M6.5 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2 15c0-2.8 2-4.3 4.5-4.3S11 12.2 11 15M12 8.5a2.2 2.2 0 0 0 0-4.4M13 10.9c1.9.4 3 1.8 3 4.1',
  settings:
    'M2.5 5.5h7M13 5.5h2.5M11.2 7.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM2.5 12.5H5M8.6 12.5h6.9M6.8 14.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  table: 'M2.5 4.5h13M2.5 9h13M2.5 13.5h13M7 4.5v9',
  chevron: 'M5 7l4 4 4-4',
  download: 'M9 2.5v8.5M5.5 8L9 11.5 12.5 8M3 15h12',
  menu: 'M2.5 5h13M2.5 9h13M2.5 13h13',
  close: 'M4 4l10 10M14 4L4 14',
  check: 'M3.5 9.5l3.5 3.5 7.5-8',
  plus: 'M9 3v12M3 9h12',
  up: 'M9 14V4M4.5 8.5L9 4l4.5 4.5',
  down: 'M9 4v10M4.5 9.5L9 14l4.5-4.5',
  copy: 'M6 6V3h9v9h-3M3 6h9v9H3z',
  bin: 'M3 5h12M7 5V3h4v2M5 5l.7 10h6.6L13 5',
  undo: 'M6.5 3.5L3 7l3.5 3.5M3 7h7.5a4 4 0 0 1 0 8H7',
  redo: 'M11.5 3.5L15 7l-3.5 3.5M15 7H7.5a4 4 0 0 0 0 8H11',
  print: 'M5 6V2.5h8V6M5 12.5H3V6h12v6.5h-2M5 10.5h8v5H5z',
} as const
export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <path d={PATHS[name]} />
      {name === 'gaps' && <Ends />}
    </svg>
  )
}

/** The mark of the product: what was expected, what came, and the line between. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 34 14" width="34" height="14" aria-hidden="true">
      <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2.6" />
      <path d="M12 7h10" stroke="currentColor" stroke-width="2.6" />
      <circle cx="27" cy="7" r="6.3" fill="currentColor" />
    </svg>
  )
}

const Ends = () => (
  <>
    <circle cx="3.5" cy="9" r="2.3" />
    <path d="M5.8 9H12" />
    <circle cx="14.2" cy="9" r="2.8" fill="currentColor" stroke="none" />
  </>
)
