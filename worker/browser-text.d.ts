/** What the build turns into text: styles and browser scripts that pages carry inline. */
declare module '*?inline' {
  const text: string
  export default text
}
declare module '*?script' {
  const text: string
  export default text
}
declare module '*?script&kiosk' {
  const text: string
  export default text
}
declare module '*?script&simple' {
  const text: string
  export default text
}
