/** Bytes of survey pages on the wire, head and all, as a browser that takes Brotli gets them. */
import { connect } from 'node:net'
import * as z from 'zod'
import { DEMO_SURVEYS } from '../local/demo/surveys.ts'
import type { SurveyDefinitionInput } from '../schema/survey.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const MOST_SHORT = 6000
const MOST_DEMO = 10_000

const SHORT: SurveyDefinitionInput = {
  title: { en: 'How did we do?', 'zh-CN': '我们做得怎么样？' },
  locales: ['en', 'zh-CN'],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'comment', type: 'text' },
  ],
}

export async function pageWeight(service: Service): Promise<Figure[]> {
  await service.publish('short', SHORT)
  await service.publish('after-delivery', DEMO_SURVEYS['after-delivery'])
  const short = await heaviest(service, ['/s/short', '/s/short?lang=zh-CN'])
  const receipt = await answered(service.url)
  const steps = ['en', 'zh-CN'].flatMap((lang) => [
    `/s/after-delivery?lang=${lang}`,
    ...[2, 3].map((page) => `/s/after-delivery/${receipt}?page=${page}&lang=${lang}`),
  ])
  const demo = await heaviest(service, steps)
  return [
    figure('bytes of a page with NPS and comment', short.bytes, { most: MOST_SHORT }, short.told),
    figure('bytes of the heaviest demo step', demo.bytes, { most: MOST_DEMO }, demo.told),
  ]
}

async function heaviest({ url }: Service, paths: string[]) {
  const weights = await Promise.all(paths.map((path) => bytesOf(url, path)))
  const bytes = Math.max(...weights)
  return { bytes, told: `${paths[weights.indexOf(bytes)]}; ${weights.join(', ')}` }
}

/** Saves the first step of the demo survey, as the page does. @returns the receipt, by which its next steps are found */
async function answered(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/public/surveys/after-delivery/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: 'page-weight-page-weight',
      version: 1,
      answers: { recommend: 9 },
      shown: ['website', 'on_time', 'reply_speed'],
    }),
  })
  return z.object({ receipt: z.string() }).parse(await reply.json()).receipt
}

/** Everything that comes over the connection. @throws unless it is a page that was found */
function bytesOf(url: string, path: string): Promise<number> {
  const { hostname, port, host } = new URL(url)
  return new Promise((resolve, reject) => {
    let [bytes, start] = [0, '']
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept-encoding: gzip, deflate, br, zstd\r\nconnection: close\r\n\r\n`,
      ),
    )
    socket.on('data', (chunk) => {
      start ||= chunk.toString('latin1', 0, 12)
      bytes += chunk.length
    })
    socket.on('error', reject)
    socket.on('end', () => {
      if (start === 'HTTP/1.1 200') resolve(bytes)
      else reject(new Error(`${path}: ${start}`))
    })
  })
}
