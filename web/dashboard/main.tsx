/** Starts the dashboard: theme, address, words and session, then the first drawing. */
import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './App.tsx'
import { followAddress } from './address.ts'
import { chooseLanguage, preferredLanguage } from './language.ts'
import { forgetEverything } from './load.ts'
import { learnSession, session } from './session.ts'
import { followTheme } from './theme.ts'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/shell.css'
import './styles/panels.css'
import './styles/charts.css'
import './styles/item.css'
import './styles/doors.css'
import './styles/print.css'

followTheme()
followAddress()
void learnSession()
await chooseLanguage(preferredLanguage())
effect(() => {
  if (session.value.state === 'nobody') forgetEverything()
})
const page = document.getElementById('app')
if (page) render(<App />, page)
