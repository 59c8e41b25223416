import type { session as sv } from '../sv/session.ts'
import type { Shape } from '../shape.ts'

export const session = {
  roles: {
    officeWorker: 'Office worker',
    coordinator: 'Coordinator',
    treasurer: 'Treasurer',
    boardMember: 'Board member',
    administrator: 'Administrator',
  },
  rules: {
    wrongPassword: 'The name or the password is wrong. Try again, or use the recovery code.',
    wrongRecoveryCode: 'The recovery code is wrong. Enter it as on the printout.',
    wait: 'Too many attempts. Wait {seconds} seconds and try again.',
    passwordTooShort: 'The password is too short. Choose at least 12 characters, for example three words.',
    passwordContainsName: 'The password must not contain the sign-in name. Choose another.',
    signInNameTaken: 'The sign-in name is taken. Choose another.',
    userRemoved: 'The user has been removed. Ask the administrator for a new one.',
    mayNotRestore: 'Only somebody who was an administrator when the copy was made can restore it. Ask the association’s administrator.',
    lastAdministrator: 'The association must have at least one administrator. Appoint another one first.',
    notOneself: 'You cannot remove yourself. Ask another administrator.',
  },
} as const satisfies Shape<typeof sv>
