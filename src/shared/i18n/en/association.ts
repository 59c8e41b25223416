import type { association as sv } from '../sv/association.ts'
import type { Shape } from '../shape.ts'

export const association = {
  rules: {
    fileFromNewerVersion: 'The file was saved by a newer version of Talan. Update Talan on this computer and open the file again.',
    fileDamaged: 'The association’s file is damaged and cannot be read. Restore the latest backup.',
    fileMissing: 'The association’s file is missing or empty. Put the file association.db back, or restore the latest backup.',
    damagedInPart: 'Parts of the association’s file are damaged. Restore a backup before you write anything more.',
    fileIsInOrder: 'The association’s file is intact. Sign in to restore a backup.',
    diskFull: 'The disk is full. Nothing was saved. Free up some space on the computer and try again.',
    fileNotWritable: 'Talan may not write to the association’s folder. Check the folder’s permissions.',
    openElsewhere: 'The association is already open in another program on {host}. Close it there and try again.',
    takenOver: 'Another computer opened the association while this one was asleep. Nothing more is saved here. Copy what you have written, sign out and sign in again.',
    outOfReach: 'The association’s folder cannot be reached right now. Nothing was saved. Check the network and try again.',
    noneOpen: 'No association is chosen. Choose or create an association first.',
    notAnAssociation: 'There is no association in this folder. Choose the folder that contains the file keyring.json.',
    alreadyExists: 'There is already an association with that name on this computer. Choose another name.',
    notTheDemo: 'Only the practice association can be removed like this.',
    noBackups: 'There is no backup to restore.',
    backupUnreadable: 'The backup cannot be read. Choose an older one.',
    backupFailed: 'The backup could not be saved. Check that there is space on the disk.',
  },
} as const satisfies Shape<typeof sv>
