import { z } from 'zod'
import { id, instant, localDate, page, procedure, text, version } from './base.ts'
import type { Permission } from './permissions.ts'

/** What notes can be written on. Who may read the thing may read its notes, and who may change it may write them. */
export const noteSubjects = {
  persons: { read: 'people.read', write: 'people.write' },
  organisations: { read: 'organisations.read', write: 'organisations.write' },
  bodies: { read: 'bodies.read', write: 'bodies.write' },
  meetings: { read: 'meetings.read', write: 'meetings.write' },
  claims: { read: 'claims.read', write: 'claims.write' },
  trainings: { read: 'trainings.read', write: 'trainings.write' },
  courseRounds: { read: 'trainings.read', write: 'trainings.write' },
  panels: { read: 'competences.read', write: 'competences.write' },
  mailings: { read: 'mailings.read', write: 'mailings.write' },
  payouts: { read: 'payouts.read', write: 'payouts.write' },
  audits: { read: 'audits.read', write: 'audits.write' },
  proposals: { read: 'proposals.read', write: 'proposals.write' },
  events: { read: 'influence.read', write: 'influence.write' },
  barriers: { read: 'influence.read', write: 'influence.write' },
  consultations: { read: 'influence.read', write: 'influence.write' },
  grants: { read: 'grants.read', write: 'grants.write' },
} as const satisfies Record<string, { readonly read: Permission; readonly write: Permission }>
export type NoteSubject = keyof typeof noteSubjects
export const noteSubjectNames = Object.keys(noteSubjects) as [NoteSubject, ...NoteSubject[]]

/** Where a follow-up stands on a day. */
const followUpStates = ['upcoming', 'due', 'overdue', 'done'] as const
export type FollowUpState = (typeof followUpStates)[number]

const subject = { subjectTable: z.enum(noteSubjectNames), subjectId: id }
const written = {
  text: text(4000),
  /** The day to come back to it. */
  followUpOn: localDate.nullable().default(null),
  /** Who is to come back to it; nobody in particular when empty. */
  assignedToUserId: id.nullable().default(null),
}

const named = z.object({ id, displayName: z.string() })

const note = z.object({
  id, version, text: z.string(), writtenOn: localDate, writtenBy: named, followUpOn: localDate.nullable(), assignedTo: named.nullable(), doneAt: instant.nullable(), doneBy: named.nullable(),
  /** Null where there is nothing to come back to. */
  state: z.enum(followUpStates).nullable(),
  mayFinish: z.boolean(),
})
export type Note = z.output<typeof note>

const noteList = z.object({
  /** The subject has protected identity and has not been opened: the notes are there, but not shown. */
  isMasked: z.boolean(),
  mayWrite: z.boolean(),
  notes: z.array(note),
  /** Of masked notes: the entry of the journal that changed something of their subject last. */
  lastChange: z.int().nullable(),
})
export type NoteList = z.output<typeof noteList>

const followUp = note.extend({
  ...subject,
  /** What it is about; null for one with protected identity, whose text is null too. */
  subjectName: z.string().nullable(),
  /** Of a meeting or a claim. */
  subjectOn: localDate.nullable(),
  text: z.string().nullable(),
})
export type FollowUp = z.output<typeof followUp>

export const notes = {
  list: procedure({ permission: 'signedIn', summary: 'The notes on one thing, newest first; those on protected identities are not shown' }).input(z.strictObject(subject)).output(noteList),
  openProtected: procedure({ permission: 'people.openProtected', summary: 'Show the notes on a person with protected identity; the reason is journalled' })
    .input(z.strictObject({ ...subject, reason: text(300) }))
    .output(noteList),
  followUps: procedure({ permission: 'signedIn', summary: 'What there is to come back to, nearest first' })
    .input(
      z.strictObject({
        whose: z.enum(['mine', 'all']).default('all'),
        /** `open` is all that is not done; `due` also what is overdue. */
        show: z.enum(['open', 'due', 'overdue', 'done']).default('open'),
        ...page,
      }),
    )
    .output(z.object({ total: z.int(), rows: z.array(followUp) })),
  assignees: procedure({ permission: 'signedIn', summary: 'The users who may read such a thing, and so can be asked to follow it up' })
    .input(z.strictObject({ subjectTable: subject.subjectTable }))
    .output(z.array(named)),
  add: procedure({ permission: 'signedIn', summary: 'Write a note on something one may change' }).input(z.strictObject({ ...subject, ...written })).output(z.object({ id })),
  update: procedure({ permission: 'signedIn', summary: 'Change a note' }).input(z.strictObject({ id, version, ...written })).output(z.object({})),
  remove: procedure({ permission: 'signedIn', summary: 'Remove a note' }).input(z.strictObject({ id, version })).output(z.object({})),
  finish: procedure({ permission: 'signedIn', summary: 'Mark a follow-up as done; the one it is assigned to may too' }).input(z.strictObject({ id, version })).output(z.object({})),
}
