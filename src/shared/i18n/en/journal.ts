import type { journal as sv } from '../sv/journal.ts'
import type { Shape } from '../shape.ts'

export const journal = {
  rules: {
    cannotBeUndone: 'This cannot be undone. Make a new change that corrects it instead.',
    alreadyUndone: 'The change has already been undone.',
    notOwnChange: 'You can only undo your own changes. Ask the person who made it, or an administrator.',
    changedSince: 'Some of it has been changed since. Undo the later changes first.',
    builtUpon: 'Other records build on {count, plural, one {one row} other {# rows}} of it. Remove them first.',
  },
} as const satisfies Shape<typeof sv>
