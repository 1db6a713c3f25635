/** Stands in for Cloudflare's cron: whoever posts here runs the Worker's scheduled handler. */
export default {
  async fetch(request, env) {
    if (request.headers.get('authorization') !== `Bearer ${env.TOKEN}`) {
      return new Response(null, { status: 403 })
    }
    const { cron, time } = await request.json()
    const { outcome } = await env.GAPWISE.scheduled({ cron, scheduledTime: new Date(time) })
    return new Response(outcome, { status: outcome === 'ok' ? 200 : 500 })
  },
}
