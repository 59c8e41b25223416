import dataUrl from '../../../../resources/demo/medlemslista.xlsx?url&inline'

/** The practice association's messy member list, as if it had been chosen. It is built into the window, so that it needs no file on the computer. */
export function demoList(name: string): File {
  const packed = atob(dataUrl.slice(dataUrl.indexOf(',') + 1))
  return new File([Uint8Array.from(packed, (letter) => letter.charCodeAt(0))], name)
}
