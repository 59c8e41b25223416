import { personSortKey, unknownDetails } from '#core/people/index.ts'
import { addDays, addMonths, addYears, instantOf, type LocalDate } from '#shared/dates.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { townOf } from './names.ts'
import type { People } from './people.ts'

/**
 * A girl of eleven with two guardians, one of whom is not in the register, and their consent to take part; and a young man of sixteen whose
 * guardian nobody has asked for, and who took part in a course last year. Gives the id of the young man.
 */
export function addYoung(ledger: Ledger, people: People, today: LocalDate): { readonly id: string } {
  const generate = generator('young')
  const { town, postcode, municipalityCode } = townOf('Uppsala')
  const add = (givenName: string, familyName: string, gender: 'woman' | 'man', birthDate: LocalDate, registeredOn: LocalDate) => {
    const id = generate.id(registeredOn)
    ledger.add('persons', registeredOn, {
      ...unknownDetails, id, memberNumber: null, givenName, familyName, nameSort: personSortKey(givenName, familyName), birthDate, identityNumber: null, gender, careOf: null,
      street: 'Sysslomansgatan 3', postcode, town, municipalityCode, email: null, phone: null, otherPhone: null, preferredChannel: 'letter', note: null, isProtected: 0,
      createdAt: instantOf(registeredOn, '10:00'),
    })
    return id
  }
  const startsOn = addMonths(today, -5)
  const childPersonId = add('Alva', 'Haddad', 'woman', addDays(addYears(today, -11), -40), startsOn)
  const guardianship = { childPersonId, startsOn, endsOn: null, participationConsentOn: startsOn, photoConsentOn: null, contactConsentOn: null }
  ledger.add('guardians', startsOn, { id: generate.id(startsOn), ...guardianship, guardianPersonId: people.named.get('ending')?.id ?? null, name: null, contact: 'Ring eller skicka sms', phone: null, email: null })
  ledger.add('guardians', startsOn, {
    id: generate.id(startsOn), ...guardianship, guardianPersonId: null, name: 'Samir Haddad', contact: null, phone: '070-174 06 36', email: 'samir.haddad@example.se',
  })
  return { id: add('Elis', 'Ungman', 'man', addDays(addYears(today, -16), -75), addDays(today, -540)) }
}
