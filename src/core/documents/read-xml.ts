import { SaxesParser } from 'saxes'

/** What is called as an XML text is gone through; names come without their namespace's prefix. */
export interface XmlVisitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(content: string): void
  close?(name: string): void
}

/**
 * Goes through an XML text in one pass. Throws where it is not well-formed, and where it declares a document type:
 * entities have no place in the files we read, and none is ever expanded.
 */
export function walkXml(xml: string, { open, text, close }: XmlVisitor): void {
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new SyntaxError('A document type is declared')
  })
  if (open) parser.on('opentag', (node) => open(localName(node.name), node.attributes))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', (node) => close(localName(node.name)))
  parser.write(xml).close()
}

/** The attribute of this name with any prefix before it, as `r:id`. */
export function attributeNamed(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(attributes).find(([written]) => written.endsWith(`:${name}`))?.[1]
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
