import { Eye } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '#contract/people.ts'
import { useCan } from '#renderer/api/index.ts'
import { Banner, Button, DescriptionList, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { sentence } from '#shared/i18n/index.ts'
import { addressLines, municipalityByCode } from '#shared/postal.ts'
import { AddGuardianButton, GuardianWays } from './guardians-part.tsx'
import { PersonLink, usePersonName } from './person-name.tsx'
import { IdentityNumberDialog } from './protected-dialogs.tsx'
import { Listed, Telephone, Ways } from './telephone.tsx'

/** Whether a protected person's details are left out. What is not shown is not said to be missing. */
export function isMasked(person: Person): boolean {
  return person.isProtected && !person.isOpened
}

/** What one must know before calling: whom to call instead, and what is missing for a child. */
export function PersonWarnings({ person }: { person: Person }) {
  const guardians = useTranslations('guardians')
  const language = useLanguage()
  const current = person.guardians.filter(({ status }) => status === 'current')
  return (
    <>
      {(person.childFindings.length > 0 || current.length > 0) && (
        <Banner
          tone={person.childFindings.length > 0 ? 'need' : 'info'}
          title={guardians(person.birthDate === null ? 'title' : 'warning')}
          actions={person.childFindings.some(({ rule }) => rule === 'guardians.missing') && <AddGuardianButton childPersonId={person.id} />}
        >
          {person.childFindings.map((finding) => sentence(finding, language)).join(' ')}
          {current.map((guardian) => (
            <p key={guardian.id}>
              {guardians('guardian')} {guardian.person ? <PersonLink person={guardian.person} /> : guardian.name} <GuardianWays guardian={guardian} />
            </p>
          ))}
        </Banner>
      )}
      <ContactInstead person={person} />
    </>
  )
}

/** Whom to call instead, where there is somebody. */
export function ContactInstead({ person }: { person: Person }) {
  const t = useTranslations('people')
  const nameOf = usePersonName()
  if (!(person.contactPerson ?? person.contactName ?? person.contactPersonNote)) return null
  const contactName = person.contactPerson ? nameOf(person.contactPerson) : person.contactName
  return (
    <Banner tone="info" title={contactName === null ? t('callSomebodyElse') : t('callInstead', { name: contactName })}>
      <Listed>
        {[
          person.contactPerson && <PersonLink person={person.contactPerson} />, person.contactPerson?.phone && <Telephone number={person.contactPerson.phone} />,
          person.contactRelation, (person.contactPhone ?? person.contactEmail) && <Ways phone={person.contactPhone} email={person.contactEmail} />, person.contactPersonNote,
        ]}
      </Listed>
    </Banner>
  )
}

/** How a person is reached first, and in which language. */
export function ContactFacts({ person }: { person: Person }) {
  const t = useTranslations('people')
  const language = useLanguage()
  const masked = isMasked(person) && t('masked')
  return (
    <DescriptionList
      items={[
        { label: t('fields.email'), value: masked || (person.email && <a href={`mailto:${person.email}`}>{person.email}</a>) },
        { label: t('fields.phone'), value: masked || (person.phone && <Telephone number={person.phone} />) },
        person.otherPhone !== null && { label: t('fields.otherPhone'), value: <Telephone number={person.otherPhone} /> },
        { label: t('fields.preferredChannel'), value: t(`channel.${person.preferredChannel}`) },
        { label: t('fields.address'), value: masked || addressLines(person, language).join(', ') },
        person.countryCode === null && { label: t('fields.municipalityCode'), value: masked || (person.municipalityCode && municipalityByCode(person.municipalityCode)?.name) },
        person.language !== null && { label: t('fields.language'), value: person.language },
        person.interpreterLanguage !== null && { label: t('fields.interpreterLanguage'), value: person.interpreterLanguage },
      ]}
    />
  )
}

/** Who the person is: born, gender, pronoun, former name, and the masked identity number. */
export function IdentityFacts({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canReadIdentityNumber = useCan('people.readIdentityNumber')
  const masked = isMasked(person) && t('masked')
  const [isShowing, setShowing] = useState(false)
  return (
    <>
      <DescriptionList
        items={[
          { label: t('fields.birthDate'), value: masked || (person.birthDate && format.longDate(person.birthDate)) },
          { label: t('fields.gender'), value: masked || (person.gender ? t(`gender.${person.gender}`) : t('genderUnstated')) },
          person.pronoun !== null && { label: t('fields.pronoun'), value: person.pronoun },
          person.formerName !== null && { label: t('fields.formerName'), value: person.formerName },
          person.maskedIdentityNumber !== null && {
            label: t('fields.identityNumber'),
            value: (
              <>
                {person.maskedIdentityNumber}{' '}
                {canReadIdentityNumber && (
                  <Button size="small" variant="quiet" icon={Eye} onPress={() => setShowing(true)}>
                    {t('showIdentityNumber')}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {isShowing && <IdentityNumberDialog personId={person.id} onClose={() => setShowing(false)} />}
    </>
  )
}
