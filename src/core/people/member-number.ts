import type { ReadDb, Writer } from '#core/db/writer.ts'

/** The next free member number, one above the highest in digits, where the association wants numbers to be given; otherwise null. */
async function nextMemberNumber(db: ReadDb): Promise<string | null> {
  const settings = await db.selectFrom('membershipSettings').select('isNumberAutomatic').executeTakeFirst()
  if (settings?.isNumberAutomatic !== 1) return null
  const rows = await db.selectFrom('persons').select('memberNumber').where('memberNumber', 'is not', null).execute()
  const numbers = rows.flatMap(({ memberNumber }) => (memberNumber !== null && /^\d{1,12}$/u.test(memberNumber) ? [Number(memberNumber)] : []))
  return String(numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1)
}

/** Gives a person who becomes a member a number, where she has none and numbers are given automatically. */
export async function giveMemberNumber(writer: Writer, personId: string): Promise<void> {
  const person = await writer.db.selectFrom('persons').select('memberNumber').where('id', '=', personId).executeTakeFirst()
  const memberNumber = person?.memberNumber === null ? await nextMemberNumber(writer.db) : null
  if (memberNumber !== null) await writer.update('persons', personId, { memberNumber })
}
