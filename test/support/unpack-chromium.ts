/** Unpacks the Chromium of @sparticuz/chromium with its libraries, and fonts with Chinese and Arabic glyphs. */
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar-fs'

const fonts = [
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
]

/**
 * Returns the folder with `chromium`, `al2023/lib` and `fonts`, unpacked below `cache` at the first
 * call. Several processes may call at once: the folder gets its name only when it is whole. (The
 * package's own way returns a half-written browser to the second process.)
 */
export async function unpackChromium(cache: string): Promise<string> {
  const source = packageFolder()
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  )
  // One unpacked before a font was added is another one.
  const folder = join(cache, `chromium-${version}-with-${fonts.length}-fonts`)
  if (existsSync(join(folder, 'chromium'))) return folder
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const unpack = (file: string, sink: NodeJS.WritableStream) =>
    pipeline(createReadStream(join(source, 'bin', file)), createBrotliDecompress(), sink)
  await Promise.all([
    unpack('chromium.br', createWriteStream(join(unfinished, 'chromium'), { mode: 0o755 })),
    unpack('al2023.tar.br', extract(join(unfinished, 'al2023'))), // nspr, nss and expat
    unpack('fonts.tar.br', extract(join(unfinished, 'fonts'))),
  ])
  addFonts(join(unfinished, 'fonts'), folder)
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error // else another process was faster
  }
  return folder
}

/** Without a list of fonts, text has no width on a bare machine and every check of it lies. */
function addFonts(folder: string, finalFolder: string): void {
  for (const font of fonts) {
    const file = fileURLToPath(import.meta.resolve(font))
    try {
      linkSync(file, join(folder, basename(file)))
    } catch {
      copyFileSync(file, join(folder, basename(file)))
    }
  }
  const places = `<dir>${finalFolder}/fonts</dir><cachedir>${finalFolder}/font-cache</cachedir>`
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>`,
  )
}

function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')))
  while (!existsSync(join(folder, 'bin/chromium.br'))) folder = dirname(folder)
  return folder
}
