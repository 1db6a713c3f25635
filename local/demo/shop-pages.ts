/** The pages of the demo shop: the same order, with the survey in every shape, and once as hostile as CSS gets. */
import { DEMO_BRAND } from './surveys.ts'

type Shape = { path: string; en: string; zh: string; tag: string; place?: string; hostile?: true }

/** `{src}` becomes the script's address, `{page}` the survey's. */
export const SHOP_PAGES: readonly Shape[] = [
  {
    path: '/',
    en: 'Popover',
    zh: '弹出',
    tag: '<script src="{src}" data-delay-seconds="1" async></script>',
  },
  {
    path: '/inline',
    en: 'In the page',
    zh: '内嵌',
    tag: '<script src="{src}" data-target="#feedback" async></script>',
    place: '<div id="feedback"></div>',
  },
  {
    path: '/button',
    en: 'Button',
    zh: '按钮',
    tag: '<script src="{src}" data-shape="button" async></script>',
  },
  {
    path: '/frame',
    en: 'Frame',
    zh: '框架',
    tag: '',
    place: '<iframe src="{page}&embed=1" title="Feedback"></iframe>',
  },
  {
    path: '/link',
    en: 'Link',
    zh: '链接',
    tag: '',
    place: '<p><a href="{page}">Tell us how it went</a></p>',
  },
  {
    path: '/hostile',
    en: 'Hostile page',
    zh: '最严苛的页面',
    tag:
      '<script src="{src}" data-target="#feedback" async></script>' +
      '<script src="{src}&again" data-delay-seconds="1" async></script>',
    place: '<div id="feedback"></div>',
    hostile: true,
  },
]

export type ShopPageInput = {
  page: Shape
  gapwise: string
  slug: string
  lang: 'en' | 'zh-CN'
  isDark: boolean
}

export function shopPage({ page, gapwise, slug, lang, isDark }: ShopPageInput): string {
  const say = (en: string, zh: string) => (lang === 'en' ? en : zh)
  const filled = (text: string) =>
    text
      .replaceAll('{src}', `${gapwise}/w/${slug}.js?lang=${lang}`)
      .replaceAll('{page}', `${gapwise}/s/${slug}?lang=${lang}`)
  const query = `?lang=${lang}${isDark ? '&dark' : ''}`
  const links = SHOP_PAGES.map(
    ({ path, en, zh }) => `<a href="${path}${query}">${say(en, zh)}</a>`,
  ).join('')
  const step = (name: string, day: string) => `<li><b>${name}</b>${day}</li>`
  const item = (name: string, about: string, price: string) =>
    `<li><span class="thing"></span><span><b>${name}</b>${about}</span><span>${price}</span></li>`
  const classes = [isDark && 'dark', page.hostile && 'hostile'].filter(Boolean).join(' ')
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<title>${DEMO_BRAND[lang]}</title><meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="/shop.css"></head><body class="${classes}">
<header><strong>${DEMO_BRAND[lang]}</strong><nav>${links}</nav></header>
<main><section><h1>${say('Your order has arrived', '您的订单已送达')}</h1>
<p>${say('Order 48-2207, placed 14 November', '订单 48-2207，11 月 14 日下单')}</p>
<ol>${step(say('Ordered', '已下单'), say('14 Nov', '11 月 14 日'))}${step(say('Packed', '已打包'), say('15 Nov', '11 月 15 日'))}${step(say('Sent', '已发货'), say('17 Nov', '11 月 17 日'))}${step(say('Delivered', '已送达'), say('20 Nov', '11 月 20 日'))}</ol>
${filled(page.place ?? '')}
<ul>${item(say('Linen duvet cover, fog', '亚麻被套，雾灰'), say('King size, 1 piece', '加大，1 件'), '€129.00')}${item(say('Arc table lamp', '弧形台灯'), say('Oak, 1 piece', '橡木，1 件'), '€74.00')}</ul></section>
<aside><h2>${say('Summary', '合计')}</h2><p><b>€207.90</b></p></aside></main>
${filled(page.tag)}</body></html>`
}

/** The last block is what a careless page does to everything on it. */
export const SHOP_STYLE = `
* { box-sizing: border-box }
html { font-size: 62.5% }
body { margin: 0; font: 1.6rem/1.5 system-ui, sans-serif; color: #15201f; background: #fbfbf9 }
body.dark { color: #e9efed; background: #10191b }
header { display: flex; flex-wrap: wrap; gap: 1.6rem 4rem; align-items: center; padding: 2.2rem 5.6rem; border-bottom: 1px solid #8884; font-size: 1.7rem }
nav { display: flex; flex-wrap: wrap; gap: 0.4rem 2.4rem }
a { color: inherit }
main { display: grid; grid-template-columns: 1fr 34rem; gap: 5.6rem; padding: 3.2rem 5.6rem }
h1 { margin: 0; font-size: 2.9rem }
ol, ul { list-style: none; padding: 0; margin: 2.4rem 0 }
ol { display: flex; gap: 0.6rem }
ol li { flex: 1; border-top: 4px solid #17486b; padding-top: 0.8rem }
b { display: block; font-weight: 600 }
ul li { display: flex; gap: 2rem; align-items: center; padding: 1.6rem 0; border-top: 1px solid #8884 }
ul li > :nth-child(2) { flex: 1 }
.thing { width: 8.4rem; height: 8.4rem; border-radius: 0.6rem; background: #dfe6e9 }
aside { align-self: start; padding: 2.2rem; border: 1px solid #8884; border-radius: 1rem }
aside h2 { margin: 0; font-size: 1.7rem }
iframe { width: 100%; height: 52rem; border: 1px solid #8884; border-radius: 1rem }
#feedback { min-height: 30rem; margin: 2.4rem 0 }
@media (max-width: 800px) { main { grid-template-columns: 1fr; padding: 2.4rem 1.6rem } header { padding: 1.6rem } #feedback { min-height: 34rem } }
.hostile, .hostile * { all: unset; display: block !important; letter-spacing: 0.2em !important; text-transform: uppercase !important; font: italic 700 30px/1 serif !important; color: #b00 !important; direction: rtl !important; opacity: 0.9 !important; transform: rotate(0.2deg) }
`
