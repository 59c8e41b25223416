import type { App, IpcMainInvokeEvent, Session, WebContents } from 'electron'

/** Where the window's page lives. Only this address is ever shown. */
export const pageAddress = 'app://talan/'

/** Permissions that the page may use; all others are denied. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** Whether an address belongs to the window's own page. */
export function isOwnAddress(address: string): boolean {
  const url = parsed(address)
  return url?.protocol === 'app:' && url.host === 'talan' && url.username === '' && url.password === ''
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}

/** Whether the window may load an address at all: its own, and what its own page made. Nothing reaches the network. */
export function mayLoad(address: string): boolean {
  return isOwnAddress(address) || ['data:', 'blob:', 'devtools:'].includes(parsed(address)?.protocol ?? '')
}

/** Whether the page at an address may have a permission. */
export function mayUse(permission: string, address: string): boolean {
  return allowedPermissions.has(permission) && isOwnAddress(address)
}

/** Whether a call comes from the top frame of the window's own page. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOwnAddress(frame.url)
}

/** Makes a session load nothing but the window's own page, and denies every permission that it does not need. */
export function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }))
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(mayUse(permission, details.requestingUrl)))
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => mayUse(permission, requestingOrigin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}

/** Keeps every page, also those not made by us, at its own address and without windows of its own. */
export function guardNavigation(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
