/** What the room of settings asks of the service. */
import type { AuditEntry } from '../../../schema/audit.ts'
import type { Settings } from '../../../schema/settings.ts'
import type { Role } from '../../../schema/staff.ts'
import { api } from '../api.ts'
import { read } from '../reply.ts'

export type Person = { id: string; name: string; email: string; role: Role; disabled: boolean }
export type Invitation = { id: string; name: string; email: string; role: Role; expiresAt: string }
export type Key = {
  id: string
  name: string
  scope: 'read' | 'write'
  createdAt: string
  expiresAt: string | null
}

export const saveSettings = (json: Partial<Omit<Settings, 'demo' | 'identityKeyNumber'>>) =>
  read<Settings>(api.settings.$put({ json }))
export const people = (signal: AbortSignal) =>
  read<{ staff: Person[]; invitations: Invitation[] }>(api.staff.$get({}, { init: { signal } }))
export const invite = (json: { name: string; email: string; role: Role }) =>
  read<Invitation & { token: string }>(api.staff.$post({ json }))
export const changePerson = (staffId: string, json: { role?: Role; disabled?: boolean }) =>
  read<Person>(api.staff[':staffId'].$patch({ param: { staffId }, json }))
export const removePerson = (staffId: string) =>
  read(api.staff[':staffId'].$delete({ param: { staffId } }))
export const changePassword = (current: string, next: string) =>
  read(api.session.password.$put({ json: { current, next } }))
export const keys = async (signal: AbortSignal) =>
  (await read<{ keys: Key[] }>(api['api-keys'].$get({}, { init: { signal } }))).keys
export const makeKey = (name: string, scope: Key['scope']) =>
  read<Key & { key: string }>(api['api-keys'].$post({ json: { name, scope } }))
export const revokeKey = (keyId: string) =>
  read(api['api-keys'][':keyId'].$delete({ param: { keyId } }))
export const auditLog = async (signal: AbortSignal) =>
  (
    await read<{ entries: AuditEntry[]; next: string | null }>(
      api.audit.$get({ query: { limit: '200' } }, { init: { signal } }),
    )
  ).entries
