/** Words of the weekly summary. */
import type { Wording } from './voice.ts'

export const summaryEn = {
  'summary.before': '← Week before',
  'summary.after': 'Week after →',
  'summary.copy': 'Copy for a mail',
  'summary.copied': 'Copied. Paste it into a mail.',
  'summary.save': 'Save as HTML',
  'summary.subject': 'Summary: {about}',
  'summary.open': 'Open the dashboard',
  'summary.gap.line': 'Mean expected and got; ± half of a 95% interval',
  'summary.complaints.line': {
    one: '{n} complaint in {base}: {rate} {per}',
    other: '{n} complaints in {base}: {rate} {per}',
  },
  'summary.resolution.line': '{open} of {n} still open on {day}',
  'summary.themes.line': 'Share of comments that name a theme, {language} · n = {n}',
  'summary.rules': 'Intervals are 95%. With fewer than {least} answers nothing is compared.',
} as const satisfies Readonly<Record<string, Wording>>
