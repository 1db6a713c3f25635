/** A Chromium for the browser tests: the one from npm on x64 Linux, else one that is installed. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { unpackChromium } from './unpack-chromium.ts'

const launched: Browser[] = []

/** The browsers of this test file that still run. */
export const launchedBrowsers = (): Browser[] => launched.filter((one) => one.isConnected())

/**
 * Launches the browser. `CHROMIUM_PATH` names another one; where no Chromium comes with the tests
 * and none is installed, this throws one clear line, because a skipped test proves nothing.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const browser = await launch(options)
  launched.push(browser)
  return browser
}

async function launch(options: LaunchOptions): Promise<Browser> {
  const bundled = process.platform === 'linux' && process.arch === 'x64'
  const chosen = process.env.CHROMIUM_PATH
  if (chosen === undefined && bundled) return launchBundled(options)
  const executablePath = chosen ?? installedBrowser()
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error(
      'No browser for the tests: install Chrome or Edge, or set CHROMIUM_PATH to a Chromium.',
    )
  }
  return chromium.launch({ executablePath, args, ...options })
}

async function launchBundled(options: LaunchOptions): Promise<Browser> {
  const folder = await unpackChromium(join(process.cwd(), 'node_modules/.cache'))
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
    args,
    ...options,
  })
}

// Not the package's own arguments: they turn web security off and share one process.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function installedBrowser(): string | undefined {
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
  ]
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...usualPlaces()].find(existsSync)
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ]
  }
  const roots = [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
  ]
  return roots
    .filter((root) => root !== undefined)
    .flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ])
}
