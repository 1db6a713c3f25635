/** Who signs in, and what each role may do: one table, asked by every verb and held against every route by a test. */
import * as z from 'zod'
import { Text } from './text.ts'

export const ROLES = ['owner', 'editor', 'agent', 'viewer'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** What may be done, and by whom. API keys act as `viewer` (read) or `owner` (write), but for what is personal. */
export const MAY = {
  'reports:read': ['owner', 'editor', 'agent', 'viewer'],
  'responses:read': ['owner', 'editor', 'agent', 'viewer'],
  'responses:write': ['owner', 'editor'],
  'surveys:read': ['owner', 'editor', 'agent', 'viewer'],
  'surveys:write': ['owner', 'editor'],
  'customers:read': ['owner', 'editor', 'agent', 'viewer'],
  'customers:write': ['owner', 'editor', 'agent'],
  'customers:erase': ['owner'],
  'complaints:read': ['owner', 'editor', 'agent', 'viewer'],
  'complaints:work': ['owner', 'editor', 'agent'],
  'notes:write': ['owner', 'editor', 'agent'],
  'alerts:see': ['owner', 'editor', 'agent'],
  'settings:read': ['owner', 'editor', 'agent', 'viewer'],
  'settings:write': ['owner'],
  'staff:read': ['owner', 'editor', 'agent', 'viewer'],
  'staff:write': ['owner'],
  'keys:read': ['owner'],
  'keys:write': ['owner'],
  'audit:read': ['owner'],
  'webhooks:write': ['owner'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof MAY

/** Whoever makes a request: a signed-in person or an API key. */
export type Actor = {
  kind: 'staff' | 'key'
  id: string
  name: string
  role: Role
  /** Gave their password not long ago; keys have none. */
  isFresh: boolean
}

export const mayDo = (role: Role, permission: Permission): boolean =>
  (MAY[permission] as readonly Role[]).includes(role)

/** An e-mail address as people type it, in the one form it is compared in: trimmed, NFC, lower-case. */
export const Email = z
  .string()
  .max(254)
  .transform((text) => text.trim().normalize('NFC').toLowerCase())
  .refine((text) => /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\]+$/.test(text), {
    message: 'Not an e-mail address',
  })

/** Long enough to resist guessing; no rules about what it is made of (NIST SP 800-63B). Refused when too long, never cut. */
export const Password = Text(1024, 8).refine(
  (text) => !COMMON_PASSWORDS.has(text.toLowerCase()),
  'This password is one of the most used ones',
)

/** Only the most used ones of eight characters and more: shorter ones are refused anyway. */
const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password password1 password12 password123 passw0rd 12345678 123456789 1234567890 0123456789 11111111
  00000000 88888888 66666666 99999999 12341234 11223344 87654321 987654321 qwertyui qwertyuiop qwerty123
  1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx asdfghjk asdfghjkl abcd1234 abc12345 a1234567 a12345678 aa123456
  q1w2e3r4 iloveyou sunshine princess football baseball basketball superman batman123 trustno1 starwars
  whatever welcome1 welcome123 letmein1 letmein123 admin123 admin1234 administrator changeme michelle
  jennifer jessica1 charlie1 computer internet corvette mercedes maverick woaini1314 5201314520 qq123456
  123123123 147258369 1234qwer 12345qwert asdf1234 password! p@ssw0rd p@ssword gapwise1 gapwise123`.split(
    /\s+/,
  ),
)

export const Setup = z.strictObject({
  token: z.string().max(200).default(''),
  name: Text(100, 1),
  email: Email,
  password: Password,
  /** The browser's time zone, proposed as the account's. */
  timeZone: z.string().max(60).optional(),
})
export const SignIn = z.strictObject({ email: Email, password: Text(1024, 1) })
export const Confirmation = z.strictObject({ password: Text(1024, 1) })

export const NewStaff = z.strictObject({ name: Text(100, 1), email: Email, role: Role })
export const StaffChange = z.strictObject({
  name: Text(100, 1).optional(),
  role: Role.optional(),
  disabled: z.boolean().optional(),
})
export const Join = z.strictObject({ token: z.string().min(1).max(200), password: Password })
export const PasswordChange = z.strictObject({ current: Text(1024, 1), next: Password })

export const StaffMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
})
export type StaffMember = z.infer<typeof StaffMember>
