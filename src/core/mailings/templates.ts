import type { letterWindows, MailingTemplate, StandardText } from '#contract/mailings.ts'
import { standardTexts } from '#contract/mailings.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { ReadDb } from '#core/db/writer.ts'
import { standardWords, writtenOn } from './standard-texts.ts'

/** The standard texts, as the association has changed them, and then its own by name. */
export async function listTemplates(db: ReadDb): Promise<MailingTemplate[]> {
  const rows = await db.selectFrom('mailingTemplates').selectAll().where('endsOn', 'is', null).execute()
  const own = rows.map(({ endsOn: _endsOn, standardText, ...row }) => ({ ...row, standard: standardText as StandardText | null }))
  return [
    ...standardTexts.map((standard) => own.find((row) => row.standard === standard) ?? { id: null, version: null, standard, ...standardWords[standard], startsOn: writtenOn }),
    ...own.filter(({ standard }) => standard === null).toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1)),
  ]
}

/** Where the window of the envelopes is; to the right unless the association has said otherwise. */
export async function readLetterWindow(db: ReadDb): Promise<(typeof letterWindows)[number]> {
  const row = await db.selectFrom('mailingSettings').select('letterWindow').executeTakeFirst()
  return row?.letterWindow === 'left' ? 'left' : 'right'
}
