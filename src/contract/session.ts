import { z } from 'zod'
import { id, instant, optionalText, procedure, text, version } from './base.ts'
import { memberCountRules } from './memberships.ts'
import { permissions, roles } from './permissions.ts'

const role = z.enum(roles)

/** An association that this installation knows. Its name is not personal data; all else is inside the encrypted file. */
const knownAssociation = z.object({ id: z.string(), name: z.string(), isDemo: z.boolean() })

export const signedInUser = z.object({
  id,
  displayName: z.string(),
  personId: id.nullable(),
  roles: z.array(role),
  permissions: z.array(z.enum(permissions)),
})

const demoUser = z.object({ signInName: z.string(), displayName: z.string(), role, password: z.string() })
const signInName = text(60)
const newPassword = z.string().min(12, 'session.passwordTooShort').max(200, 'common.tooLong')
const signedIn = z.object({ token: z.string(), user: signedInUser })

export const session = {
  status: procedure({ permission: 'anyone', summary: 'Which associations there are, which one is chosen, and who is signed in' })
    .input(z.strictObject({}).optional())
    .output(
      z.object({
        associations: z.array(knownAssociation),
        current: knownAssociation.nullable(),
        user: signedInUser.nullable(),
        demoUsers: z.array(demoUser),
        /** Whether everybody was signed out because another computer has opened the association. */
        isTakenOver: z.boolean(),
        idleLockMinutes: z.int(),
        lastBackupAt: instant.nullable(),
        isBackupOld: z.boolean(),
        /** Why the last backup that is made by itself could not be made. */
        backupFault: z.enum(['association.damagedInPart', 'association.backupFailed']).nullable(),
      }),
    ),
  select: procedure({ permission: 'anyone', summary: 'Choose one of the known associations' })
    .input(z.strictObject({ associationId: z.string() }))
    .output(z.object({ current: knownAssociation })),
  openFolder: procedure({ permission: 'anyone', summary: 'Open an association that lies in another folder' })
    .input(z.strictObject({ folder: text(1000) }))
    .output(z.object({ current: knownAssociation })),
  signIn: procedure({ permission: 'anyone', summary: 'Open the association’s file with a user’s password' })
    .input(z.strictObject({ signInName, password: z.string().min(1, 'common.required').max(200) }))
    .output(signedIn),
  recover: procedure({ permission: 'anyone', summary: 'Open the file with the printed recovery code and choose a new password' })
    .input(z.strictObject({ recoveryCode: text(100), signInName, newPassword }))
    .output(signedIn),
  signOut: procedure({ permission: 'signedIn', summary: 'Sign out and close the file when nobody else is signed in' }).input(z.strictObject({}).optional()).output(z.object({})),
  changePassword: procedure({ permission: 'signedIn', summary: 'Change one’s own password' })
    .input(z.strictObject({ currentPassword: z.string().min(1, 'common.required'), newPassword }))
    .output(z.object({})),
}

export const association = {
  create: procedure({ permission: 'anyone', summary: 'Create an association with its first administrator' })
    .input(z.strictObject({ name: text(120), administratorName: text(120), signInName, password: newPassword }))
    .output(z.object({ recoveryCode: z.string(), token: z.string(), user: signedInUser })),
  createDemo: procedure({ permission: 'anyone', summary: 'Create the practice association with three fictitious years' })
    .input(z.strictObject({}).optional())
    .output(z.object({ current: knownAssociation })),
  removeDemo: procedure({ permission: 'anyone', summary: 'Remove the practice association and everything in it' }).input(z.strictObject({}).optional()).output(z.object({})),
  read: procedure({ permission: 'signedIn', summary: 'The association’s own details' })
    .input(z.strictObject({}).optional())
    .output(
      z.object({
        id, version, name: z.string(), organisationNumber: z.string().nullable(), street: z.string().nullable(), postcode: z.string().nullable(),
        town: z.string().nullable(), email: z.string().nullable(), municipalityCode: z.string().nullable(), debtorIban: z.string().nullable(),
        debtorBic: z.string().nullable(), memberCountRule: z.string(), smallCountLimit: z.int(), isDemo: z.boolean(),
      }),
    ),
  update: procedure({ permission: 'association.manage', summary: 'Change the association’s own details' })
    .input(
      z.strictObject({
        id, version, name: text(120), organisationNumber: optionalText(20), street: optionalText(), postcode: optionalText(10), town: optionalText(100),
        email: optionalText(254), municipalityCode: optionalText(4), debtorIban: optionalText(34), debtorBic: optionalText(11),
        memberCountRule: z.enum(memberCountRules), smallCountLimit: z.int().min(3).max(20),
      }),
    )
    .output(z.object({})),
}

export const users = {
  list: procedure({ permission: 'users.manage', summary: 'Everybody who may sign in' })
    .input(z.strictObject({}).optional())
    .output(
      z.array(z.object({ id, version, signInName: z.string(), displayName: z.string(), personId: id.nullable(), roles: z.array(role), createdAt: instant, endedAt: instant.nullable() })),
    ),
  create: procedure({ permission: 'users.manage', summary: 'Let one more person sign in' })
    .input(z.strictObject({ displayName: text(120), signInName, password: newPassword, roles: z.array(role).min(1, 'common.required'), personId: id.nullable().default(null) }))
    .output(z.object({ id })),
  update: procedure({ permission: 'users.manage', summary: 'Change a user’s name, roles or person' })
    .input(z.strictObject({ id, version, displayName: text(120), roles: z.array(role).min(1, 'common.required'), personId: id.nullable().default(null) }))
    .output(z.object({})),
  resetPassword: procedure({ permission: 'users.manage', summary: 'Give a user who has forgotten the password a new one' })
    .input(z.strictObject({ id, newPassword }))
    .output(z.object({})),
  remove: procedure({ permission: 'users.manage', summary: 'Take away a user’s way in' }).input(z.strictObject({ id, version })).output(z.object({})),
  newRecoveryCode: procedure({ permission: 'users.manage', summary: 'Make a new recovery code; the old one stops working' })
    .input(z.strictObject({}).optional())
    .output(z.object({ recoveryCode: z.string() })),
}

const backup = z.object({ name: z.string(), madeAt: instant, bytes: z.int() })

export const backups = {
  list: procedure({ permission: 'backups.manage', summary: 'The backups there are, newest first' })
    .input(z.strictObject({}).optional())
    .output(z.array(backup)),
  make: procedure({ permission: 'backups.manage', summary: 'Make a backup now and try it out' }).input(z.strictObject({}).optional()).output(z.object({ name: z.string() })),
  restore: procedure({ permission: 'backups.manage', summary: 'Go back to a backup; a copy of today’s file is kept first' })
    .input(z.strictObject({ name: text(100), reason: text(300) }))
    .output(z.object({})),
  listAtSignIn: procedure({ permission: 'anyone', summary: 'The backups of the chosen association, newest first, for when its file does not open' })
    .input(z.strictObject({}).optional())
    .output(z.array(backup)),
  restoreAtSignIn: procedure({ permission: 'anyone', summary: 'Go back to a backup where the file is damaged or missing, and sign in' })
    .input(z.strictObject({ name: text(100), signInName, secretKind: z.enum(['password', 'recoveryCode']), secret: z.string().min(1, 'common.required').max(200) }))
    .output(signedIn),
}
