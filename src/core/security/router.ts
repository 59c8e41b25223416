import { os } from '#core/call.ts'
import {
  changePassword, createAssociation, createDemo, createUser, listUsers, makeBackupNow, readAssociation, readBackups, readBackupsAtSignIn, readStatus, recover, removeDemo, removeUser,
  renewRecoveryCode, resetPassword, restoreBackup, restoreBackupAtSignIn, signIn, signOut, updateAssociation, updateUser,
} from './service.ts'

export const sessionRouter = os.session.router({
  status: os.session.status.handler(({ context: { call } }) => readStatus(call)),
  select: os.session.select.handler(async ({ context: { call }, input }) => ({ current: await call.associations.select(input.associationId) })),
  openFolder: os.session.openFolder.handler(async ({ context: { call }, input }) => ({ current: await call.associations.openFolder(input.folder) })),
  signIn: os.session.signIn.handler(({ context: { call }, input }) => signIn(call, input)),
  recover: os.session.recover.handler(({ context: { call }, input }) => recover(call, input)),
  signOut: os.session.signOut.handler(({ context: { call } }) => signOut(call)),
  changePassword: os.session.changePassword.handler(({ context: { call }, input }) => changePassword(call, input)),
})

export const associationRouter = os.association.router({
  create: os.association.create.handler(({ context: { call }, input }) => createAssociation(call, input)),
  createDemo: os.association.createDemo.handler(({ context: { call } }) => createDemo(call)),
  removeDemo: os.association.removeDemo.handler(({ context: { call } }) => removeDemo(call)),
  read: os.association.read.handler(({ context: { call } }) => readAssociation(call)),
  update: os.association.update.handler(({ context: { call }, input }) => updateAssociation(call, input)),
})

export const usersRouter = os.users.router({
  list: os.users.list.handler(({ context: { call } }) => listUsers(call)),
  create: os.users.create.handler(({ context: { call }, input }) => createUser(call, input)),
  update: os.users.update.handler(({ context: { call }, input }) => updateUser(call, input)),
  resetPassword: os.users.resetPassword.handler(({ context: { call }, input }) => resetPassword(call, input)),
  remove: os.users.remove.handler(({ context: { call }, input }) => removeUser(call, input)),
  newRecoveryCode: os.users.newRecoveryCode.handler(({ context: { call } }) => renewRecoveryCode(call)),
})

export const backupsRouter = os.backups.router({
  list: os.backups.list.handler(({ context: { call } }) => readBackups(call)),
  make: os.backups.make.handler(({ context: { call } }) => makeBackupNow(call)),
  restore: os.backups.restore.handler(({ context: { call }, input }) => restoreBackup(call, input)),
  listAtSignIn: os.backups.listAtSignIn.handler(({ context: { call } }) => readBackupsAtSignIn(call)),
  restoreAtSignIn: os.backups.restoreAtSignIn.handler(({ context: { call }, input }) => restoreBackupAtSignIn(call, input)),
})
