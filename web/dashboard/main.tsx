/** Starts the dashboard: theme, address, words and session, then the first drawing. */
import './no-eval.ts'
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
import './styles/forms.css'
import './styles/shell.css'
import './styles/panels.css'
import './styles/charts.css'
import './styles/share-bar.css'
import './styles/item.css'
import './styles/overview.css'
import './styles/print.css'

followTheme()
followAddress()
effect(() => {
  if (session.value.state === 'nobody') forgetEverything()
})
void start()

/** Not at the top level: the words are loaded by a part that waits for this one. */
async function start(): Promise<void> {
  void learnSession()
  await chooseLanguage(preferredLanguage())
  const page = document.getElementById('app')
  if (page) render(<App />, page)
}
