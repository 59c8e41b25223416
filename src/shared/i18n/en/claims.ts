import type { Shape } from '../shape.ts'
import type { claims as sv } from '../sv/claims.ts'

export const claims = {
  rules: {
    ownClaim: 'You cannot approve your own claim. Ask somebody else to do it.',
    notWaiting: 'The claim is not waiting for approval. Load the list again.',
    notRejectable: 'The claim is already rejected or in a payout. It cannot be rejected.',
    notApproved: 'The claim is not approved. Approve it first.',
    alreadyInPayout: 'The claim is already in a payout. It cannot be paid twice.',
    alreadyCreated: 'The attendance of this meeting has already given claims.',
    tariffNotChosen: 'The body has no tariff. Choose one on the body’s page.',
    hostPays: 'The host pays the stipend. Check that the host does not also pay the travel.',
    nobodyPays: 'Nobody pays stipends for this body.',
    tariffGivesNothing: 'The tariff of the body gives no stipend.',
    stipendDeclined: 'The person declines the stipend. Thanks have been recorded instead.',
    recordedInFuture: 'The day cannot be in the future.',
    figureChanged: 'The figure for {year} has changed since the claim was made. Calculate it again.',
  },
} as const satisfies Shape<typeof sv>
