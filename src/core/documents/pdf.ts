/**
 * Tagged PDF files with the app's own face embedded: readable aloud, in one language, with a title, and the same bytes for the same input.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { toFormatterDate, type Instant } from '#shared/dates.ts'
import type { Language } from '#shared/i18n/index.ts'

export interface PdfDescription {
  readonly title: string
  /** The association. */
  readonly author: string
  readonly language: Language
  readonly createdAt: Instant
  /** Width and height in points; A4 where nothing is said. */
  readonly pageSize?: readonly [number, number]
}

/** Atkinson Hyperlegible Next, made for low vision. Open Font License. */
const weights = [400, 600, 700] as const
export type Weight = (typeof weights)[number]

export type Pdf = PDFKit.PDFDocument

/** A4 with these margins, in points (1/72 inch). */
export const margins = { top: 72, bottom: 64, left: 72, right: 72 }

/**
 * Makes a PDF of one or more A4 pages. The drawing adds tagged structure to the document it is handed.
 * Marked as PDF/UA, whose structure the drawing must keep: one H1, every text in an element, ornaments as artifacts.
 */
export async function pdfBytes(description: PdfDescription, draw: (pdf: Pdf) => void | Promise<void>): Promise<Uint8Array> {
  // pdfkit knows PDF/UA and takes no font as the first font; its types do not yet say so. One that is given here is read anew each time it is used.
  const options = {
    size: description.pageSize ? [...description.pageSize] : 'A4',
    margins,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: { sv: 'sv-SE', en: 'en-GB' }[description.language],
    font: null,
    info: { Title: description.title, Author: description.author, Creator: 'Talan', Producer: 'Talan', CreationDate: toFormatterDate(description.createdAt) },
  } as unknown as PDFKit.PDFDocumentOptions
  const pdf = new PDFDocument(options)
  for (const subset of subsets) for (const weight of weights) pdf.registerFont(fontName(subset, weight), fontFile(subset, weight))
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk)).on('end', resolve).on('error', reject)
  })
  await draw(pdf)
  pdf.end()
  await finished
  return new Uint8Array(Buffer.concat(chunks))
}

export interface TextStyle {
  readonly size: number
  readonly weight?: Weight
  /** As `#rrggbb`. */
  readonly color?: string
  readonly lineGap?: number
}

/** Writes text at a place, wrapped at a width, and gives the place under it. Distances in points. */
export function writeText(pdf: Pdf, text: string, place: { x: number; y: number; width: number }, style: TextStyle): number {
  const { size, weight = 400, color = '#1b1b1b', lineGap = size * 0.25 } = style
  pdf.fontSize(size).fillColor(color)
  const runs = runsOf(text)
  for (const [index, run] of runs.entries()) {
    const options = { width: place.width, lineGap, continued: index < runs.length - 1 }
    pdf.font(fontName(run.subset, weight))
    if (index === 0) pdf.text(run.text, place.x, place.y, options)
    else pdf.text(run.text, options)
  }
  return pdf.y
}

/** Draws what has no meaning when read aloud. */
export function ornament(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}

/** How wide a text is when written on one line, in points. */
export function textWidth(pdf: Pdf, text: string, { size, weight = 400 }: Pick<TextStyle, 'size' | 'weight'>): number {
  return runsOf(text).reduce((width, run) => width + pdf.font(fontName(run.subset, weight)).fontSize(size).widthOfString(run.text), 0)
}

/** The face comes in two files: western European letters, and those of other Latin alphabets (ł, ş, č). */
const subsets = ['latin', 'latin-ext'] as const
type Subset = (typeof subsets)[number]

function runsOf(text: string): readonly { readonly subset: Subset; readonly text: string }[] {
  const runs = text.normalize('NFC').match(/[\u0000-\u00ff\u0152\u0153\u2000-\u206f\u20ac\u2122\u2212]+|[^\u0000-\u00ff\u0152\u0153\u2000-\u206f\u20ac\u2122\u2212]+/gu) ?? ['']
  return runs.map((run) => ({ text: run, subset: /^[\u0100-\u0151\u0154-\u1fff]/u.test(run) ? 'latin-ext' : 'latin' }))
}

function fontName(subset: Subset, weight: Weight): string {
  return `${subset}-${weight}`
}

const readFonts = new Map<string, Buffer>()

function fontFile(subset: Subset, weight: Weight): Buffer {
  const name = `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff`
  const read = readFonts.get(name) ?? readFileSync(createRequire(import.meta.url).resolve(`@fontsource/atkinson-hyperlegible-next/files/${name}`))
  readFonts.set(name, read)
  return read
}
