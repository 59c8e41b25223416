import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certificatePdf, type CertificatePage } from '#core/documents/pdf-certificate.ts'

const page: CertificatePage = {
  title: 'Kursintyg: Med starkare röst',
  author: 'Brukarföreningen Uppsala län',
  language: 'sv',
  createdAt: '2026-05-12T10:00:00.000Z',
  organisation: 'Brukarföreningen Uppsala län',
  heading: 'Kursintyg',
  lead: 'Härmed intygas att',
  name: 'Åsa Łukaszewicz-Öberg',
  statement: 'har genomfört utbildningen',
  subject: 'Med starkare röst',
  facts: [
    { label: 'Tid', value: '3 mars 2026 – 12 maj 2026' },
    { label: 'Närvaro', value: '8 av 9 tillfällen' },
  ],
  issued: 'Uppsala den 12 maj 2026',
  signer: 'Örjan Ek',
  signerTitle: 'Kursansvarig',
  footer: 'Intyg nr 2026-0007',
}

const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined

function poppler(tool: string, bytes: Uint8Array, ...options: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'talan-pdf-')), 'certificate.pdf')
  writeFileSync(file, bytes)
  return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' })
}

describe('a certificate', () => {
  it('is one page, tagged, with a language, a title to show and a mark of its standard', async () => {
    const text = Buffer.from(await certificatePdf(page)).toString('latin1')
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    for (const part of ['/Marked true', '/DisplayDocTitle true', '/Lang (sv-SE)', '/StructTreeRoot', '/S /H1', '/S /LBody', 'pdfuaid:part']) expect(text).toContain(part)
    expect(text.match(/\/Type \/Page\b/gu)).toHaveLength(1)
    expect(text.match(/\/S \/H1\b/gu)).toHaveLength(1)
  })

  it('is the same, byte for byte, whenever it is printed', async () => {
    expect(await certificatePdf(page)).toEqual(await certificatePdf(page))
  })

  it('differs when its facts do', async () => {
    expect(await certificatePdf({ ...page, name: 'Bo Ek' })).not.toEqual(await certificatePdf(page))
  })

  it.skipIf(!hasPoppler)('can be read aloud in order (needs poppler)', async () => {
    const structure = poppler('pdfinfo', await certificatePdf(page), '-struct-text')
    const spoken = [...structure.matchAll(/"(.*)"/gu)].map((match) => match[1])
    expect(spoken).toEqual([
      page.organisation, page.heading, page.lead, page.name, page.statement, page.subject,
      'Tid', '3 mars 2026 – 12 maj 2026', 'Närvaro', '8 av 9 tillfällen', page.issued, page.signer, page.signerTitle, page.footer,
    ])
  })

  it.skipIf(!hasPoppler)('carries its own letters, those of other alphabets too (needs poppler)', async () => {
    const bytes = await certificatePdf(page)
    expect(poppler('pdffonts', bytes)).not.toMatch(/ no +(yes|no) +(yes|no) /u)
    expect(poppler('pdftotext', bytes)).toContain('Åsa Łukaszewicz-Öberg')
  })
})
