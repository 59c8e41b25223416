import { newId } from '#shared/ids.ts'
import type { LocalDate } from '#shared/dates.ts'
import { createClaimsForMeeting, type CreatedClaims } from '#core/claims/index.ts'
import type { NewRow } from '#core/db/writer.ts'
import { unknownDetails } from '#core/people/index.ts'
import type { World } from './world.ts'

export interface Representative {
  readonly givenName: string
  readonly familyName?: string
  readonly identityNumber?: string | null
  readonly birthDate?: LocalDate | null
  readonly account?: { clearingNumber: string; accountNumber: string } | null
  readonly isProtected?: boolean
  readonly declinesFrom?: LocalDate
}

/** A valid account of SEB's test series. */
export const testAccount = { clearingNumber: '5502', accountNumber: '0038520' }

/** Registers a person as a test takes her for granted: with an account and an identity number unless said otherwise. */
export function givenPerson(world: World, representative: Representative): Promise<string> {
  return world.given(async (writer) => {
    const { givenName, familyName = 'Testsson', account = testAccount } = representative
    const personId = await writer.insert('persons', {
      memberNumber: null, givenName, familyName, nameSort: `${familyName} ${givenName}`.toLowerCase(), birthDate: representative.birthDate ?? null,
      identityNumber: representative.identityNumber === undefined ? nextIdentityNumber() : representative.identityNumber, gender: null, careOf: null, street: null,
      postcode: null, town: null, municipalityCode: null, email: null, phone: null, otherPhone: null, preferredChannel: 'letter', note: null,
      isProtected: representative.isProtected ? 1 : 0, createdAt: writer.now, ...unknownDetails,
    })
    if (account) await writer.insert('paymentAccounts', { personId, ...account, startsOn: '2020-01-01', endsOn: null })
    if (representative.declinesFrom) await writer.insert('stipendDeclinations', { personId, startsOn: representative.declinesFrom, endsOn: null, purpose: null, legalBasis: null, consentedOn: null })
    return personId
  })
}

/** Numbers of the tax agency's fictitious persons, born 1962–1990. */
const fictitiousNumbers = [
  '196412283647', '197009169298', '197601232395', '197603299376', '197606042393', '197608112392', '197610182383', '197612242391',
  '197703022397', '197705082399', '197707152398', '197709212398', '197711262399', '197802012398', '197804092398', '197806152398',
  '197808222397', '197810282389', '197901032396', '197903112386', '197905162397', '197907212380', '197909252392', '197912012387',
  '198002062399', '198004122399', '198006182383', '198008232392', '198010279266', '198101022385', '198103092394', '198105142395',
  '198107202395', '198109249287', '198111302397', '198202042381', '198204122389', '198206169289', '198208212392', '198210272384',
]
let given = 0
function nextIdentityNumber(): string {
  given += 1
  return fictitiousNumbers[(given - 1) % fictitiousNumbers.length]!
}

/** A body that the association pays for by the national percentage model. */
export function givenBody(world: World, values: Partial<NewRow<'bodies'>> = {}): Promise<string> {
  return world.given(async (writer) => {
    const hostOrganisationId = await writer.insert('organisations', {
      kind: 'region', name: 'Region Uppsala', nameSort: 'region uppsala', organisationNumber: null, parentId: null, municipalityCode: null, email: null, phone: null,
      street: null, postcode: null, town: null, countryCode: null, note: null, targetGroup: null, endsOn: null, mergedIntoId: null, createdAt: writer.now,
    })
    const tariff = await writer.db.selectFrom('tariffs').select('id').where('model', '=', 'percentage').executeTakeFirstOrThrow()
    return writer.insert('bodies', {
      hostOrganisationId, name: 'Brukarrådet', nameSort: 'brukarrådet', kind: 'council', method: 'council', level: 'system', targetGroup: null, mandate: null, payer: 'association',
      tariffId: tariff.id, travelRule: 'taxFree', travelRuleReason: null, grantId: null, startsOn: '2020-01-01', endsOn: null, termMonths: null, maxTerms: null, createdAt: writer.now, ...values,
    })
  })
}

export interface Presence {
  readonly personId: string
  readonly travelMinutes?: number
  readonly drivenKilometres?: number
}

/** A meeting of three hours that these persons were at, and the claims that came out of it. */
export async function givenMeeting(
  world: World,
  meeting: { bodyId: string; heldOn: LocalDate; minutes?: 60 | 180 | 300 },
  present: readonly Presence[],
): Promise<{ meetingId: string } & CreatedClaims> {
  return world.given(async (writer) => {
    const { bodyId, heldOn, minutes = 180 } = meeting
    const meetingId = newId()
    await writer.insert('meetings', {
      id: meetingId, bodyId, title: null, heldOn, startTime: '13:00', endTime: `${13 + minutes / 60}:00`, place: null, isDigital: 0, topic: null, attendanceApprovedAt: writer.now,
      attendanceApprovedByUserId: null, cancelledAt: null, seriesId: null, movedFromOn: null, cancelReason: null, breakMinutes: null, link: null, papersSentOn: null, paperCopies: null, createdAt: writer.now,
    })
    const attended = present.map(({ personId, travelMinutes = 0, drivenKilometres = 0 }) => ({ personId, role: 'ordinary' as const, travelMinutes, drivenKilometres }))
    await writer.insertMany('attendances', attended.map((row) => ({ ...row, meetingId, assignmentId: null, status: 'present', note: null })))
    return { meetingId, ...(await createClaimsForMeeting(writer, { id: meetingId, bodyId, heldOn, minutes }, attended)) }
  })
}

/** Gives the association what it needs to pay by file. */
export async function givenDebtor(world: World): Promise<void> {
  const administrator = world.as('administrator')
  const { isDemo: _isDemo, ...association } = await administrator.association.read({})
  await administrator.association.update({
    ...association, memberCountRule: 'membership', organisationNumber: '802002-8711', debtorIban: 'SE3550000000054910000003', debtorBic: 'ESSESESS',
  })
}
