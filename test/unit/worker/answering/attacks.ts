/** Texts that have broken other survey tools; each must come out as the text it is. */
export const attacks: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'onmouseover=alert(1) x='",
  '</script><script>alert(1)</script>',
  '<!--<script>',
  'javascript:alert(1)',
  '&lt;script&gt;',
  '{{7*7}}',
  '{brand} $& $1',
  'a\u2028b\u2029c',
  '\u202Eevil',
  '</textarea><svg onload=alert(1)>',
  '</title></style><svg/onload=alert(1)>',
]
