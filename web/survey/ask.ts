/**
 * Asks for a page, with a form posted or without. XMLHttpRequest, because it alone reads a reply as a document: no second
 * load of the page, and no HTML text that Trusted Types would refuse.
 * @param done told of the page; of null when it is not known what became of what was sent
 */
export function ask(
  address: string,
  body: string | undefined,
  done: (page: Document | null, request: XMLHttpRequest) => void,
): XMLHttpRequest {
  const request = new XMLHttpRequest()
  request.open(IS_KIOSK && body === undefined ? 'GET' : 'POST', address)
  request.responseType = 'document'
  request.timeout = 30_000
  // Programs that do not ask for a page are told of failures in JSON.
  request.setRequestHeader('accept', 'text/html')
  if (!IS_KIOSK || body !== undefined) {
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded')
    request.setRequestHeader('x-requested-with', 'gapwise')
  }
  request.onloadend = () => {
    const { status, responseXML: page } = request
    done(page?.querySelector('main') && status < 500 && status !== 429 ? page : null, request)
  }
  request.send(body)
  return request
}
