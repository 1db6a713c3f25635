/** The token of an invitation's link: made of its id under the service's secret, so that a mail can tell it later. */
import { hmac } from '../secrets.ts'

/** 192 bits. Of a token only the hash is stored; without the secret nobody makes one from the id. */
export const linkToken = async (secret: string, invitationId: string): Promise<string> =>
  (await hmac(secret, `invitation link\n${invitationId}`)).slice(0, 32)
